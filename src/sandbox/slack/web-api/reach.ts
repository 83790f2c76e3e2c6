import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { needScope } from './method.ts';

/** The channel if the bot may know of it: a private one it is not in does not exist for it. */
export function visibleChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.world.channel(id);
  if (channel.private && !channel.members.has(workspace.identity.botUserId)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** The channel if the bot is a member, else `channel_not_found` or `not_in_channel`. */
export function joinedChannel(workspace: Workspace, id: string): Channel {
  const channel = visibleChannel(workspace, id);
  if (!channel.members.has(workspace.identity.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** Where chat.postMessage may post; a user id means the direct conversation with that person. */
export function postableChannel(workspace: Workspace, id: string): Channel {
  const { world, identity } = workspace;
  const person = world.people.get(id);
  if (person !== undefined) {
    if (['bot', 'deactivated'].includes(person.kind)) throw new SlackError('channel_not_found');
    return world.directChannel(id);
  }
  const channel = visibleChannel(workspace, id);
  if (channel.archived) throw new SlackError('is_archived');
  const isPublic = !channel.private && identity.scopes.has('chat:write.public');
  return isPublic ? channel : joinedChannel(workspace, id);
}

/** Reading asks for `channels:…`, `groups:…`, `im:…` or `mpim:…`, by what the conversation is. */
export function needScopeFor(
  workspace: Workspace,
  channel: Channel,
  what: 'read' | 'history',
): void {
  const family =
    channel.kind === 'channel' ? (channel.private ? 'groups' : 'channels') : channel.kind;
  needScope(workspace, `${family}:${what}`);
}

export function anyConversationScope(what: 'read' | 'history'): string[] {
  return ['channels', 'groups', 'im', 'mpim'].map((family) => `${family}:${what}`);
}
