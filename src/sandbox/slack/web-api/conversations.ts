import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { flag, id, limit, text } from './arguments.ts';
import { type Methods, method } from './method.ts';
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

export const conversations: Methods = {
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
