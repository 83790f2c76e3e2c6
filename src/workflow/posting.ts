/** One message in Slack. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
}

/** What has been posted, or may have been: begun, neither posted nor refused, is a doubtful post. */
export interface Posting {
  /**
   * `trail`: the event with this number. `card`: the card as it stood after this event. `notice`:
   * the direct message to the requester about all that was refused up to this event.
   */
  readonly kind: 'trail' | 'card' | 'notice';
  readonly number: number;
  /** ISO 8601; when the post was begun. */
  readonly begunAt: string;
  readonly message: Message | null;
  /** Slack's error, where Slack will never take it. */
  readonly refused: string | null;
  /** The card showed the request as a dry run. */
  readonly dryRun?: boolean;
  /** It was posted again because a look had not found it, and has not been looked for since. */
  readonly mayBeTwice?: boolean;
}

/** A post without an answer may still arrive for as long as the bot's own time-out and a margin, counted from when it was sent. */
export const DOUBT_MS = 15_000;

/** Slack has taken it, or never will. */
export function isDone({ message, refused }: Posting): boolean {
  return message !== null || refused !== null;
}

/** Where the card of a request stands; `null` where Slack has not got it yet, or never will. */
export function cardOf(postings: readonly Posting[]): Message | null {
  const card = postings.find(({ kind, message }) => kind === 'card' && message !== null);
  return card?.message ?? null;
}

/** How a post or an edit went. */
export type Posted =
  | { readonly posted: 'yes'; readonly message: Message }
  /** Slack will never take it: archived channel, bot removed, message deleted. */
  | { readonly posted: 'never'; readonly error: string }
  /** Certainly not posted; worth another try. */
  | { readonly posted: 'not yet'; readonly error: string; readonly retryAfterMs: number | null }
  /** No answer, or one that proves nothing. */
  | { readonly posted: 'perhaps'; readonly error: string };

/** Slack did not do what it was asked for, and either will later or never will. */
export type NotTaken = Extract<Posted, { posted: 'never' | 'not yet' }>;
