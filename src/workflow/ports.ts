import type { CancelRequest } from '../request/cancel-request.ts';
import type { RequestEvent } from '../request/event.ts';
import type { PersonKind, Standing } from '../request/policy.ts';
import type { DdsFault, ScheduledTask } from '../request/task.ts';
import type { Moment } from './moment.ts';
import type { Message, NotTaken, Posted, Posting } from './posting.ts';

/** The one source of time, so that tests can run an hour in a second. */
export interface Clock {
  /** The date, as the machine has it; it may be set forward and back at any time. */
  now(): Date;
  /** Milliseconds that nobody sets, for durations: only the difference of two of them means anything. */
  steady(): number;
  /** Runs `act` once, `ms` from now; the answer calls it off. Does not keep the process alive. */
  after(ms: number, act: () => void): () => void;
}

/** What one read of a task learnt. `beganAt` is before the first byte of the read was sent. */
export type Reading = { readonly beganAt: Moment } & (
  | { readonly found: 'listed'; readonly task: ScheduledTask }
  /** Two full reads, one after the other, did not list it. */
  | { readonly found: 'gone' }
  | {
      readonly found: 'unreadable';
      readonly fault: DdsFault;
      /** What `Retry-After` asked for; `null` without one. */
      readonly retryAfterMs: number | null;
    }
);

/** How one `DELETE` went. */
export type Cancellation =
  /** 204: DDS says it has cancelled the task. */
  | { readonly result: 'confirmed'; readonly callId: string | null }
  /** Provably without effect: throttled, never connected, or a first 401 whose token has been dropped. */
  | {
      readonly result: 'not executed';
      readonly fault: DdsFault;
      readonly retryAfterMs: number | null;
    }
  /** Anything else. `settled`: DDS answered, so the call is no longer under way; a gateway may give up on one that is. */
  | { readonly result: 'ambiguous'; readonly settled: boolean; readonly fault: DdsFault };

/**
 * Leave to write one `DELETE`: for how many more milliseconds writing may begin, as of now. None, or
 * fewer: the call is not made.
 */
export type Leave = () => number;

/** What runs on an instance now, for the card. */
export interface InstanceFacts {
  readonly status: string;
  /** What executes at this moment, e.g. `BACKUP`; empty when nothing does. */
  readonly actions: readonly string[];
}

/** One target's DDS. No method rejects for what DDS or the network did: that is in the answers. */
export interface DdsTarget {
  readonly name: string;
  /** Longest time one call may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Address of the console page where a person can see the instance; `null` where there is none. */
  consoleUrl(instanceId: string): string | null;
  /** Look-up: every page since `DDS_LOOKBACK_DAYS`, with look-up priority and a few retries. `gone` after one full read. */
  find(taskId: string): Promise<Reading>;
  /** Every task with this status; look-up priority and a few retries. */
  list(status: string): Promise<readonly ScheduledTask[] | DdsFault>;
  /**
   * One narrow page, then two full reads before it is called gone. With decision priority and no
   * retry; as a look-up, with look-up priority and a few retries.
   */
  reread(task: ScheduledTask, as?: 'decision' | 'look-up'): Promise<Reading>;
  /**
   * Takes room for a read and a `DELETE` together, re-reads, and sends the `DELETE` only if `go`
   * gives leave. `go` runs inside the rate limiter, directly before the call is written to the
   * socket; where no connection stands while its leave holds, nothing is written.
   * `request` travels in the `User-Agent` of the `DELETE`.
   */
  rereadThenCancel(
    task: ScheduledTask,
    request: string,
    go: (reading: Reading) => Promise<Leave | null>,
  ): Promise<{ readonly reading: Reading; readonly cancellation: Cancellation | null }>;
  /** Best effort, look-up priority, no retry; `null` when it could not be read in `withinMs`. */
  instance(instanceId: string, withinMs: number): Promise<InstanceFacts | null>;
  /** Resolves when sockets and timers are gone. */
  close(): Promise<void>;
}

/** Where the journal of a request must still end for an append to count. */
export interface JournalEnd {
  /** Number of the request's last event; 0 before the first. */
  readonly seq: number;
  /** Hash of that event; for a first event, the hash of the newest first event, or ''. */
  readonly head: string;
}

/** Why an append did not happen, or that it did. */
export type Appended =
  | { readonly appended: true }
  | { readonly appended: false; readonly because: 'journal moved on' }
  | { readonly appended: false; readonly because: 'already open'; readonly request: string };

/**
 * Append-only events of all requests, and the table of postings beside them. As the bot opens it,
 * every method but `close` rejects with a `JournalFault` where it cannot be read or written.
 */
export interface Journal {
  /** In order of `seq`; empty for an unknown request. */
  read(request: string): Promise<readonly RequestEvent[]>;
  /** Where a first event must attach. */
  end(): Promise<JournalEnd>;
  /** Appends only if the journal of that request still ends at `end`; the database keeps one open request per target and task. */
  append(end: JournalEnd, event: RequestEvent): Promise<Appended>;
  /** The open request for a task, if there is one. */
  openRequestFor(target: string, taskId: string): Promise<string | null>;
  /** Every channel in which a request was ever made. */
  channels(): Promise<readonly string[]>;
  /** Up to `most` requests of a channel: the open ones, or the others, that which began or ended last first. */
  requestsIn(channel: string, which: 'open' | 'ended', most: number): Promise<readonly string[]>;
  /** Requests that are open, have an event without a posting, or something that may be in Slack twice. */
  unfinished(): Promise<readonly string[]>;
  postings(request: string): Promise<readonly Posting[]>;
  /** Records that a post begins (`message: null`) or where it stands. */
  recordPosting(request: string, posting: Posting): Promise<void>;
  /** Writes what changes nothing; rejects where nothing can be written. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** A role of the policy; each has its list of people. Who may approve depends on the target, by its name. */
export type Role = 'requester' | { readonly approverOf: string };

/** Whom a request in this channel needs, and how many of them are enough to know. */
export interface ApproversWanted {
  readonly channel: string;
  /** Name of the target whose tasks they may approve. */
  readonly target: string;
  /** The requester, who never counts. */
  readonly except: string;
  readonly enough: number;
}

/** What a channel is, as far as a request may be made in it. */
export type Place =
  | { readonly kind: 'channel' }
  /** The bot is not a member, or the channel is private and unknown to it. */
  | { readonly kind: 'bot not in channel' }
  | { readonly kind: 'direct message' }
  | { readonly kind: 'archived' };

/** Who people are, from Slack; nothing older than 60 s. Every method rejects where Slack gives no clear answer. */
export interface Directory {
  place(channel: string): Promise<Place>;
  standing(user: string, channel: string, role: Role): Promise<Standing>;
  /** Whether this person is in the channel. */
  isMember(user: string, channel: string): Promise<boolean>;
  kind(user: string): Promise<PersonKind>;
  /** Up to `enough` people in the channel who may approve, `except` left out. */
  approversIn(wanted: ApproversWanted): Promise<readonly string[]>;
}

/**
 * Messages of requests in Slack. Rendering is the edge's; what and when is the engine's. No method
 * rejects for what Slack or the network did: that is in the answers.
 */
export interface Announcer {
  postCard(request: CancelRequest): Promise<Posted>;
  updateCard(request: CancelRequest, card: Message): Promise<Posted>;
  /** Posts one event into the thread under the card; `request` as it stood after that event, `current` as it stands now. */
  postTrail(
    request: CancelRequest,
    event: RequestEvent,
    card: Message,
    current: CancelRequest,
  ): Promise<Posted>;
  /** The own card of this request in its channel: `known`, else the oldest. All others are deleted and logged. */
  findCard(request: CancelRequest, known: Message | null): Promise<Message | null | NotTaken>;
  /** The own trail message with this (request, seq): `known`, else the oldest. All others are deleted and logged. */
  findTrail(
    request: string,
    seq: number,
    card: Message,
    known: Message | null,
  ): Promise<Message | null | NotTaken>;
  /** What could not be said in the channel, as a direct message to the requester. */
  tellRequester(request: CancelRequest, error: string): Promise<Posted>;
}
