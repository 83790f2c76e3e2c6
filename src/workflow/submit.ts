import { fold } from '../request/fold.ts';
import type { InstanceSeen } from '../request/instance-seen.ts';
import { notEligible } from '../request/policy.ts';
import type { ScheduledTask } from '../request/task.ts';
import type { Admission, Obstacle } from './admission.ts';
import type { Recorder } from './append.ts';
import { AskedFault } from './asked-fault.ts';
import type { Engine } from './engine.ts';
import type { FindTask, NotFound } from './find-task.ts';
import type { Unread } from './look-up.ts';
import type { OpenRequest, OpenRequests } from './open-request.ts';
import type { Clock, DdsTarget, Directory, Journal } from './ports.ts';

/** What a person asked for, by the command or in a modal. */
export interface Wish {
  readonly user: string;
  readonly channel: string;
  readonly taskId: string;
  /** The target that lists the task; `null`: look in all of them. */
  readonly target: string | null;
  readonly reason: string | null;
}

/**
 * What became of the wish. `asked`: it is in the journal, and its card is posted or waits for Slack;
 * all others but `card not posted` left no trace.
 */
export type Submitted = Answer & {
  /** Targets that could not be read for it, where there are any. */
  readonly unread?: readonly Unread[];
};
type Answer =
  | { readonly answer: 'asked' }
  | Obstacle
  | { readonly answer: 'reason missing' }
  | NotFound
  | { readonly answer: 'not pending'; readonly task: ScheduledTask }
  | { readonly answer: 'open already'; readonly card: OpenRequest['card'] }
  | { readonly answer: 'nobody could approve'; readonly required: number; readonly found: number }
  | { readonly answer: 'card not posted'; readonly error: string };

/** Told once the request is in the journal, from where its card will be posted. */
export type OnAsked = () => void;

/** Takes a wish to a card in the channel; resolves when the card is posted, refused, or has to wait. */
export type Submit = (wish: Wish, onAsked?: OnAsked) => Promise<Submitted>;

export interface SubmitDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly engine: Engine;
  readonly directory: Directory;
  readonly admission: Admission;
  readonly findTask: FindTask;
  readonly openRequests: OpenRequests;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly policy: {
    readonly requiredApprovals: number;
    readonly ttlMs: number;
    readonly requireReason: boolean;
    readonly dryRun: boolean;
    readonly emergencyApproval: boolean;
  };
}

/** The card never waits longer for what runs on the instance. */
const INSTANCE_WITHIN_MS = 2_000;

/**
 * Takes a wish to a card in the channel. Who may ask, and where, is settled before DDS is called.
 * Rejects where Slack gives no clear answer about either, and with an `AskedFault` once it is journaled.
 */
export function createSubmit(deps: SubmitDeps): Submit {
  const { journal, recorder, engine, directory, admission, openRequests, clock, policy } = deps;

  return async (wish, onAsked = () => undefined) => {
    const obstacle = await obstacleTo(wish);
    if (obstacle !== null) return obstacle;
    const { found, unread } = await deps.findTask(wish.taskId, wish.target);
    const answer = 'answer' in found ? found : await answerTo(wish, found, onAsked);
    return unread.length > 0 ? { ...answer, unread } : answer;
  };

  async function answerTo(wish: Wish, found: ScheduledTask, onAsked: OnAsked): Promise<Submitted> {
    if (found.status !== 'Pending') return { answer: 'not pending', task: found };
    const open = await openRequests.forTask(found, wish.user);
    if (open !== null) return { answer: 'open already', card: open.card };
    const [nobody, instance] = await Promise.all([
      lackOfApprovers(wish, found.target),
      lookAtInstance(found),
    ]);
    return nobody ?? ask(wish, found, instance, onAsked);
  }

  async function lookAtInstance({ target, instanceId }: ScheduledTask): Promise<InstanceSeen> {
    const facts = await deps.targets.get(target)?.instance(instanceId, INSTANCE_WITHIN_MS);
    return {
      at: clock.now().toISOString(),
      facts: facts ? { status: facts.status, actions: [...facts.actions] } : null,
    };
  }

  async function obstacleTo({ user, channel, reason }: Wish): Promise<Submitted | null> {
    const obstacle = await admission.obstacleTo(user, channel);
    if (obstacle !== null) return obstacle;
    return policy.requireReason && reason === null ? { answer: 'reason missing' } : null;
  }

  /** Too few could approve, nor could the requester in an emergency; `null` where somebody could. */
  async function lackOfApprovers(
    { channel, user }: Wish,
    target: string,
  ): Promise<Submitted | null> {
    const { requiredApprovals: enough, emergencyApproval } = policy;
    const able = await directory.approversIn({ channel, target, except: user, enough });
    if (able.length >= enough) return null;
    const role = { approverOf: target };
    const own = emergencyApproval ? await directory.standing(user, channel, role) : null;
    if (own !== null && notEligible(own) === null) return null;
    return { answer: 'nobody could approve', required: enough, found: able.length };
  }

  async function ask(
    wish: Wish,
    task: ScheduledTask,
    instance: InstanceSeen,
    onAsked: OnAsked,
  ): Promise<Submitted> {
    const id = deps.newId();
    const data = {
      ...({
        event: 'requested',
        target: task.target,
        channel: wish.channel,
        task,
        instance,
      } as const),
      ...{ reason: wish.reason, required: policy.requiredApprovals },
      ...(policy.dryRun && ({ dryRun: true } as const)),
      expiresAt: new Date(clock.now().getTime() + policy.ttlMs).toISOString(),
    };
    const appended = await recorder.begin(id, wish.user, data);
    if (!appended.appended) {
      // Another request began in between: either for this very task, or this one attaches after it.
      if (appended.because === 'journal moved on') return ask(wish, task, instance, onAsked);
      const { card } = await openRequests.asSeen(appended.request, wish.user);
      return { answer: 'open already', card };
    }
    onAsked();
    try {
      await engine.advance(id);
      return await outcomeOf(id);
    } catch (fault) {
      throw new AskedFault(id, { cause: fault });
    }
  }

  async function outcomeOf(id: string): Promise<Submitted> {
    const request = fold(await journal.read(id));
    const isUnposted = request.state === 'closed' && request.closeReason === 'card not posted';
    if (!isUnposted) return { answer: 'asked' };
    const postings = await journal.postings(id);
    const card = postings.find(({ kind, refused }) => kind === 'card' && refused !== null);
    return { answer: 'card not posted', error: card?.refused ?? '' };
  }
}
