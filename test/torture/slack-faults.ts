import type { Fault } from '../../src/sandbox/slack/faults.ts';

/** What a fault is called by: the word itself, or the field that it is told by. */
type NameOf<F> = F extends string ? F : Exclude<keyof F, 'body'>;

/** Each of the simulator's faults, in one or more forms; the compiler misses a new one here. Delays are real milliseconds. */
export const SLACK_FAULTS = {
  delayMs: [{ delayMs: 20 }],
  status: [{ status: 503 }, { status: 500 }],
  error: [{ error: 'internal_error' }, { error: 'fatal_error' }],
  rateLimited: [{ rateLimited: 1 }],
  'reset before': ['reset before'],
  'reset after commit': ['reset after commit'],
  'lost reply': ['lost reply'],
  hang: ['hang'],
  'html page': ['html page'],
} satisfies Record<NameOf<Fault>, readonly Fault[]>;

/** By which the bot tells all who read the channel. */
export const POSTING = ['chat.postMessage', 'chat.update'] as const;
/** By which it asks about people, places and its own messages. */
export const ASKING = [
  ...(['users.info', 'usergroups.users.list'] as const),
  ...(['conversations.info', 'conversations.members'] as const),
  ...(['conversations.replies', 'conversations.history'] as const),
  'chat.getPermalink',
] as const;
/** By which it answers the one who acted. */
export const ANSWERING = ['views.open', 'response_url'] as const;

/** Known to the simulator, and no fault is drawn for it: why. */
export const NOT_DRAWN: Readonly<Record<string, string>> = {
  'chat.postEphemeral':
    'the way an answer goes when its response_url fails; without both it is lost',
  'chat.delete': 'only after a message was found twice',
  'auth.test': 'only at the start',
  'apps.connections.open': 'the outage is its fault',
  'users.conversations': 'no command of the storm lists channels',
  'views.update': 'no modal of the storm is updated',
  'views.push': 'the bot does not call it',
  'usergroups.list': 'the bot does not call it',
  'bots.info': 'the bot does not call it',
  'conversations.open': 'the bot does not call it',
  'reactions.add': 'the bot does not call it',
};
