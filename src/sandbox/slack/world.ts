import { SlackError } from './slack-error.ts';

export type PersonKind =
  | 'member'
  | 'guest (multi-channel)'
  | 'single-channel guest'
  | 'bot'
  | 'deactivated'
  | 'external';

export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly tz?: string;
  readonly kind?: PersonKind;
}
export interface Person extends Required<NewPerson> {
  readonly teamId: string;
}

export interface NewChannel {
  readonly id: string;
  readonly name: string;
  readonly private?: boolean;
  readonly members?: readonly string[];
  readonly ext_shared?: boolean;
  readonly archived?: boolean;
  readonly kind?: 'channel' | 'im' | 'mpim';
  readonly botIsMember?: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly kind: 'channel' | 'im' | 'mpim';
  readonly members: Set<string>;
  /** Whoever is a member or was one. */
  readonly everMembers: Set<string>;
  ext_shared: boolean;
  archived: boolean;
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  users: readonly string[];
}

/** Who and what exists in the workspace. Adding with an id that exists replaces the entry. */
export interface World {
  readonly people: ReadonlyMap<string, Person>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly groups: ReadonlyMap<string, Group>;
  addPerson(person: NewPerson): void;
  addChannel(channel: NewChannel): void;
  addGroup(group: Group): void;
  invite(channelId: string, userId?: string): void;
  kick(channelId: string, userId?: string): void;
  archive(channelId: string, archived?: boolean): void;
  share(channelId: string, shared?: boolean): void;
  /** The direct conversation between the bot and one person, opened if there was none. */
  directChannel(userId: string): Channel;
  /** The channel, or `channel_not_found`. */
  channel(id: string): Channel;
  person(id: string): Person;
}

const OTHER_TEAM = 'T0OTHER';

export function createWorld(teamId: string, botUserId: string, changed: () => void): World {
  const people = new Map<string, Person>();
  const channels = new Map<string, Channel>();
  const groups = new Map<string, Group>();
  const channel = (id: string): Channel => found(channels.get(id), 'channel_not_found');
  const change = (id: string, how: (channel: Channel) => void): void => {
    how(channel(id));
    changed();
  };
  const addChannel = (added: NewChannel): void => {
    channels.set(added.id, channelFrom(added, botUserId));
    changed();
  };
  return {
    people,
    channels,
    groups,
    channel,
    addChannel,
    person: (id) => found(people.get(id), 'user_not_found'),
    addPerson: (person) => {
      people.set(person.id, personFrom(person, teamId));
      changed();
    },
    addGroup: (group) => {
      groups.set(group.id, group);
      changed();
    },
    invite: (id, userId = botUserId) =>
      change(id, (it) => {
        it.members.add(userId);
        it.everMembers.add(userId);
      }),
    kick: (id, userId = botUserId) => change(id, (it) => it.members.delete(userId)),
    archive: (id, archived = true) => change(id, (it) => Object.assign(it, { archived })),
    share: (id, shared = true) => change(id, (it) => Object.assign(it, { ext_shared: shared })),
    directChannel: (userId) => {
      const id = `D${userId.slice(1)}`;
      const name = people.get(userId)?.name ?? userId;
      if (!channels.has(id)) addChannel({ id, name, kind: 'im', private: true, members: [userId] });
      return channel(id);
    },
  };
}

function personFrom(person: NewPerson, teamId: string): Person {
  const kind = person.kind ?? 'member';
  return {
    ...person,
    tz: person.tz ?? 'Europe/London',
    kind,
    teamId: kind === 'external' ? OTHER_TEAM : teamId,
  };
}

function channelFrom(channel: NewChannel, botUserId: string): Channel {
  const kind = channel.kind ?? 'channel';
  const members = new Set(channel.members ?? []);
  if (channel.botIsMember ?? true) members.add(botUserId);
  return {
    id: channel.id,
    name: channel.name,
    kind,
    private: channel.private ?? kind !== 'channel',
    members,
    everMembers: new Set(members),
    ext_shared: channel.ext_shared ?? false,
    archived: channel.archived ?? false,
  };
}

function found<T>(value: T | undefined, error: string): T {
  if (value === undefined) throw new SlackError(error);
  return value;
}
