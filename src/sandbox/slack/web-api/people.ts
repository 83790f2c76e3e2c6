import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import type { Group, Person } from '../world.ts';
import { flag, id } from './arguments.ts';
import { type Methods, method } from './method.ts';

const userInfo = method({
  anyScope: ['users:read'],
  args: z.strictObject({ user: id, include_locale: flag.optional() }),
  run: ({ user }, workspace) => ({ user: personToWire(workspace, workspace.world.person(user)) }),
});

const botInfo = method({
  anyScope: ['users:read'],
  args: z.strictObject({ bot: id.optional() }),
  run: ({ bot }, { identity }) => {
    if (bot !== undefined && bot !== identity.botId) throw new SlackError('bot_not_found');
    return {
      bot: {
        id: identity.botId,
        deleted: false,
        name: identity.botName,
        app_id: identity.appId,
        user_id: identity.botUserId,
        icons: {},
      },
    };
  },
});

const groupUsers = method({
  anyScope: ['usergroups:read'],
  args: z.strictObject({ usergroup: id, include_disabled: flag.optional() }),
  run: ({ usergroup }, workspace) => {
    const group = workspace.world.groups.get(usergroup);
    if (group === undefined) throw new SlackError('no_such_subteam');
    return { users: group.users };
  },
});

const groupList = method({
  anyScope: ['usergroups:read'],
  args: z.strictObject({
    include_users: flag.optional(),
    include_count: flag.optional(),
    include_disabled: flag.optional(),
  }),
  run: ({ include_users }, workspace) => ({
    usergroups: [...workspace.world.groups.values()].map((group) => ({
      ...groupToWire(workspace, group),
      ...(include_users && { users: group.users }),
    })),
  }),
});

export const people: Methods = {
  'users.info': userInfo,
  'bots.info': botInfo,
  'usergroups.users.list': groupUsers,
  'usergroups.list': groupList,
};

function personToWire({ identity }: Workspace, person: Person): Json {
  const { id: personId, name, real_name, kind } = person;
  const isGuest = kind === 'guest (multi-channel)' || kind === 'single-channel guest';
  return {
    id: personId,
    team_id: person.teamId,
    name,
    deleted: kind === 'deactivated',
    is_bot: kind === 'bot',
    is_app_user: false,
    ...(kind === 'external' && { is_stranger: true }),
    // Slack leaves the roles and the zone out for people who are deactivated.
    ...(kind !== 'deactivated' && {
      real_name,
      tz: person.tz,
      is_admin: false,
      is_owner: false,
      is_restricted: isGuest,
      is_ultra_restricted: kind === 'single-channel guest',
    }),
    profile: {
      real_name,
      display_name: name,
      team: person.teamId,
      ...(personId === identity.botUserId && {
        api_app_id: identity.appId,
        bot_id: identity.botId,
      }),
    },
  };
}

function groupToWire({ identity }: Workspace, group: Group): Json {
  return {
    id: group.id,
    team_id: identity.teamId,
    is_usergroup: true,
    name: group.handle,
    handle: group.handle,
    is_external: false,
    date_delete: 0,
    user_count: group.users.length,
  };
}
