import { fold } from '../request/fold.ts';
import { type NotEligible, notEligible } from '../request/policy.ts';
import type { ScheduledTask } from '../request/task.ts';
import type { Recorder } from './append.ts';
import type { Engine } from './engine.ts';
import { type LookedUp, lookUp, type Unread } from './look-up.ts';
import type { Clock, DdsTarget, Directory, Journal, Message } from './ports.ts';

/** What a person asked for by the command. */
export interface Wish {
  readonly user: string;
  readonly channel: string;
  readonly taskId: string;
  /** Name of the only target to look in; `null`: all. */
  readonly target: string | null;
  readonly reason: string | null;
}

/** What became of the wish; all but `asked` left no trace. */
export type Submitted = Answer & {
  /** Targets that could not be read for it, where there are any. */
  readonly unread?: readonly Unread[];
};
type Answer =
  | { readonly answer: 'asked' }
  | { readonly answer: 'channel not allowed'; readonly channels: readonly string[] }
  | { readonly answer: 'direct message' }
  | { readonly answer: 'archived' }
  | { readonly answer: 'bot not in channel' }
  | { readonly answer: 'not eligible'; readonly why: NotEligible }
  | { readonly answer: 'reason missing' }
  | {
      readonly answer: 'unknown target';
      readonly target: string;
      readonly targets: readonly string[];
    }
  | {
      readonly answer: 'not found';
      readonly lookbackDays: number;
      /** Names of the targets that do not list it. */
      readonly without: readonly string[];
    }
  | {
      readonly answer: 'in several targets';
      readonly taskId: string;
      readonly targets: readonly string[];
    }
  | { readonly answer: 'not pending'; readonly task: ScheduledTask }
  | { readonly answer: 'open already'; readonly card: Message | null }
  | { readonly answer: 'nobody could approve'; readonly required: number; readonly found: number }
  | { readonly answer: 'card not posted'; readonly error: string };

export interface SubmitDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly engine: Engine;
  readonly directory: Directory;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly policy: {
    /** Where requests may be made; `null`: wherever the bot is. */
    readonly channels: ReadonlySet<string> | null;
    readonly requiredApprovals: number;
    readonly ttlMs: number;
    readonly requireReason: boolean;
  };
  readonly lookbackDays: number;
}

/**
 * Takes a wish to a card in the channel. Who may ask, and where, is settled before DDS is called.
 * Rejects where Slack gives no clear answer about either.
 */
export function createSubmit(deps: SubmitDeps): (wish: Wish) => Promise<Submitted> {
  const { journal, recorder, engine, directory, targets, clock, policy } = deps;

  return async (wish) => {
    const obstacle = await obstacleTo(wish);
    if (obstacle !== null) return obstacle;
    const places = placesFor(wish.target);
    if (places === null)
      return { answer: 'unknown target', target: wish.target ?? '', targets: [...targets.keys()] };
    const lookedUp = await lookUp(places, wish.taskId, clock);
    const { unread } = lookedUp;
    const answer = await answerTo(wish, lookedUp);
    return unread.length > 0 ? { ...answer, unread } : answer;
  };

  function placesFor(name: string | null): readonly DdsTarget[] | null {
    if (name === null) return [...targets.values()];
    const target = targets.get(name);
    return target === undefined ? null : [target];
  }

  async function answerTo(wish: Wish, { tasks, without }: LookedUp): Promise<Submitted> {
    const [found, ...more] = tasks;
    if (found === undefined)
      return { answer: 'not found', lookbackDays: deps.lookbackDays, without };
    if (more.length > 0)
      return {
        ...{ answer: 'in several targets', taskId: wish.taskId },
        targets: tasks.map(({ target }) => target),
      };
    if (found.status !== 'Pending') return { answer: 'not pending', task: found };
    const holder = await journal.openRequestFor(found.target, found.id);
    if (holder !== null) return openAlready(holder);
    return (await lackOfApprovers(wish, found.target)) ?? ask(wish, found);
  }

  async function obstacleTo({ user, channel, reason }: Wish): Promise<Submitted | null> {
    const { channels, requireReason } = policy;
    if (channels?.has(channel) === false)
      return { answer: 'channel not allowed', channels: [...channels] };
    const place = await directory.place(channel);
    if (place.kind !== 'channel') return { answer: place.kind };
    const why = notEligible(await directory.standing(user, channel, 'requester'));
    if (why !== null) return { answer: 'not eligible', why };
    return requireReason && reason === null ? { answer: 'reason missing' } : null;
  }

  async function lackOfApprovers(
    { channel, user }: Wish,
    target: string,
  ): Promise<Submitted | null> {
    const { requiredApprovals: enough } = policy;
    const able = await directory.approversIn({ channel, target, except: user, enough });
    if (able.length >= enough) return null;
    return { answer: 'nobody could approve', required: enough, found: able.length };
  }

  async function ask(wish: Wish, task: ScheduledTask): Promise<Submitted> {
    const id = deps.newId();
    const data = {
      ...({ event: 'requested', target: task.target, channel: wish.channel, task } as const),
      ...{ reason: wish.reason, required: policy.requiredApprovals },
      expiresAt: new Date(clock.now().getTime() + policy.ttlMs).toISOString(),
    };
    const appended = await recorder.begin(id, wish.user, data);
    if (!appended.appended) {
      // Another request began in between: either for this very task, or this one attaches after it.
      return appended.because === 'already open' ? openAlready(appended.request) : ask(wish, task);
    }
    await engine.advance(id);
    return outcomeOf(id);
  }

  async function outcomeOf(id: string): Promise<Submitted> {
    const request = fold(await journal.read(id));
    const isUnposted = request.state === 'closed' && request.closeReason === 'card not posted';
    if (!isUnposted) return { answer: 'asked' };
    const postings = await journal.postings(id);
    const error = postings.find(({ refused }) => refused !== null)?.refused ?? '';
    return { answer: 'card not posted', error };
  }

  async function openAlready(request: string): Promise<Submitted> {
    const postings = await journal.postings(request);
    const card = postings.find(({ kind, message }) => kind === 'card' && message !== null);
    return { answer: 'open already', card: card?.message ?? null };
  }
}
