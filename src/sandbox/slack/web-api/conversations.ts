import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { flag, id, limit, text } from './arguments.ts';
import { type Methods, method, needScope } from './method.ts';
import { pageOf } from './pages.ts';
import { anyConversationScope, needScopeFor, visibleChannel } from './reach.ts';

const info = method({
  anyScope: anyConversationScope('read'),
  args: z.strictObject({
    channel: id,
    include_locale: flag.optional(),
    include_num_members: flag.optional(),
  }),
  run: (args, workspace) => {
    const channel = visibleChannel(workspace, args.channel);
    needScopeFor(workspace, channel, 'read');
    const members = args.include_num_members ? { num_members: channel.members.size } : {};
    return { channel: { ...channelToWire(workspace, channel), ...members } };
  },
});

const members = method({
  anyScope: anyConversationScope('read'),
  args: z.strictObject({ channel: id, cursor: text.optional(), limit: limit.optional() }),
  run: (args, workspace) => {
    const channel = visibleChannel(workspace, args.channel);
    needScopeFor(workspace, channel, 'read');
    const page = pageOf([...channel.members], (user) => user, args.cursor, args.limit ?? 100);
    return { members: page.entries, response_metadata: page.responseMetadata };
  },
});

const open = method({
  anyScope: ['im:write', 'mpim:write'],
  args: z.strictObject({
    users: id,
    return_im: flag.optional(),
    prevent_creation: flag.optional(),
  }),
  run: (args, workspace): Json => {
    const person = workspace.world.people.get(args.users);
    if (person === undefined) throw new SlackError('user_not_found');
    if (person.kind === 'bot') throw new SlackError('cannot_dm_bot');
    if (person.kind === 'deactivated') throw new SlackError('user_disabled');
    return { channel: { id: workspace.world.directChannel(args.users).id } };
  },
});

const TYPES = ['public_channel', 'private_channel', 'mpim', 'im'] as const;
const SCOPES = { public_channel: 'channels', private_channel: 'groups', mpim: 'mpim', im: 'im' };

/** What the bot itself is in: https://docs.slack.dev/reference/methods/users.conversations */
const joined = method({
  anyScope: anyConversationScope('read'),
  args: z.strictObject({
    types: text
      .default('public_channel')
      .transform((types) => types.split(','))
      .pipe(z.array(z.enum(TYPES))),
    exclude_archived: flag.optional(),
    cursor: text.optional(),
    limit: limit.optional(),
  }),
  run: ({ types, exclude_archived, cursor, limit: most = 100 }, workspace) => {
    for (const type of types) needScope(workspace, `${SCOPES[type]}:read`);
    const mine = [...workspace.world.channels.values()].filter(
      (channel) =>
        channel.members.has(workspace.identity.botUserId) &&
        types.includes(typeOf(channel)) &&
        !(exclude_archived && channel.archived),
    );
    const page = pageOf(mine, (channel) => channel.id, cursor, most);
    return {
      channels: page.entries.map((channel) => channelToWire(workspace, channel)),
      response_metadata: page.responseMetadata,
    };
  },
});

function typeOf({ kind, private: isPrivate }: Channel): (typeof TYPES)[number] {
  if (kind !== 'channel') return kind;
  return isPrivate ? 'private_channel' : 'public_channel';
}

export const conversations: Methods = {
  'users.conversations': joined,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
};

function channelToWire({ identity }: Workspace, channel: Channel): Json {
  const isChannel = channel.kind === 'channel';
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: isChannel && !channel.private,
    is_group: isChannel && channel.private,
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.private,
    is_archived: channel.archived,
    is_general: false,
    is_shared: channel.ext_shared,
    is_ext_shared: channel.ext_shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(identity.botUserId),
    context_team_id: identity.teamId,
    ...(channel.kind === 'im' && {
      user: [...channel.members].find((member) => member !== identity.botUserId),
    }),
  };
}
