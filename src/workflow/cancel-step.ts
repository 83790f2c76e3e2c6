import type { CancelRequest, RequestIn } from '../request/cancel-request.ts';
import { takenBy } from '../request/dry-run.ts';
import type { EventData } from '../request/event.ts';
import { fold } from '../request/fold.ts';
import { judge, leaveMs, type Seen, type Verdict } from '../request/judge.ts';
import { type CallState, nextStep } from '../request/next-step.ts';
import type { Recorder } from './append.ts';
import {
  type CallMemory,
  freshMemory,
  inOwnTime,
  mayBeUnderWay,
  pause,
  remember,
  wasNotSent,
} from './calls.ts';
import type { Left } from './lane.ts';
import { type Moment, momentOf } from './moment.ts';
import type { Clock, DdsTarget, Journal, Leave, Reading } from './ports.ts';
import { rereadFresh } from './reread-fresh.ts';
import type { Watch } from './watch.ts';

export interface CancelDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  /** Nothing is cancelled, whatever was asked for. */
  readonly dryRun: boolean;
}

type Approved = RequestIn<'approved' | 'cancelling'>;

/**
 * The deciding half of the engine: from the journal and the clock to the next event of a request,
 * through DDS where one is approved. It holds nothing that a restart may not lose.
 */
export function createCancelStep(
  deps: CancelDeps,
  watch: Pick<Watch, 'follow'>,
): (id: string) => Promise<Left> {
  const { journal, recorder, clock, targets } = deps;
  const memories = new Map<string, CallMemory>();

  return step;

  async function step(id: string): Promise<Left> {
    const request = takenBy(deps, fold(await journal.read(id)));
    const target = targets.get(request.task.target);
    const memory = memoryOf(request, target?.timeoutMs ?? TIMEOUT_MS);
    const now = recorder.time.now(request);
    const next = nextStep(request, known(memory, request), now, watch.follow(request));
    switch (next.do) {
      case 'nothing':
        memories.delete(id);
        return 'nothing';
      case 'wait':
        return { until: recorder.time.shownAt(next.until, request) };
      case 'append':
        return append(request, next.data);
      default:
        return callDds(next.do, request as Approved, target, memory);
    }
  }

  async function callDds(
    what: 'attempt' | 'read back',
    request: Approved,
    target: DdsTarget | undefined,
    memory: CallMemory,
  ): Promise<Left> {
    // A target that left the configuration can be neither read nor called; its requests still end.
    if (target === undefined) return settle(request, unreadable(momentOf(clock)), memory);
    if (what === 'attempt') return attempt(request, target, memory);
    return settle(request, await rereadFresh(target, request.task, clock), memory);
  }

  async function attempt(request: Approved, target: DdsTarget, memory: CallMemory): Promise<Left> {
    const { task, id } = request;
    let sentAt = clock.steady();
    const go = async (reading: Reading): Promise<Leave | null> => {
      if (verdictOn(request, reading, memory).do !== 'send') return null;
      if (!(await claimAttempt(request, target.timeoutMs, memory))) return null;
      sentAt = clock.steady();
      // The append took its time; an attempt whose call is called off here is known to be without effect.
      const leave = () => leaveMs(request, seenBy(reading, request), recorder.time.now(request));
      if (leave() > 0) return leave;
      wasNotSent(memory, sentAt);
      return null;
    };
    const { reading, cancellation } = await target.rereadThenCancel(task, id, go);
    if (cancellation === null)
      return isExpired(request) ? 'more' : settle(request, reading, memory);
    remember(memory, cancellation, deadlineOf(target.timeoutMs, sentAt), clock);
    // A bot that stops takes no step after this one, and only this process knows of the 204.
    return memory.confirmed === null ? 'more' : step(id);
  }

  /** Journals the attempt before its call; a call that was provably not executed goes on as the same attempt. */
  async function claimAttempt(
    request: Approved,
    timeoutMs: number,
    memory: CallMemory,
  ): Promise<boolean> {
    if (memory.knowledge?.executed === 'no' && memory.attemptSeq === request.seq) {
      const isNewest = (await journal.read(request.id)).length === request.seq;
      if (isNewest) mayBeUnderWay(memory, request.seq, deadlineOf(timeoutMs, clock.steady()));
      return isNewest;
    }
    const data = { event: 'attempted', attempt: request.attempts + 1 } as const;
    const { appended } = await recorder.append(request, 'bot', data);
    if (appended) mayBeUnderWay(memory, request.seq + 1, deadlineOf(timeoutMs, clock.steady()));
    return appended;
  }

  async function settle(request: Approved, reading: Reading, memory: CallMemory): Promise<Left> {
    const verdict = verdictOn(request, reading, memory);
    if (verdict.do === 'append') return append(request, verdict.data);
    // `send` here: the journal moved on, or what may be sent now could not be a moment ago.
    if (verdict.do === 'read again')
      pause(memory, clock, reading.found === 'unreadable' ? reading.retryAfterMs : null);
    return 'more';
  }

  /** What an attempt read is no outcome then: that is read back. */
  function isExpired(request: CancelRequest): boolean {
    return recorder.time.now(request) >= request.expiresAt;
  }

  function known(memory: CallMemory, request: CancelRequest): CallState {
    return inOwnTime(memory, (moment) => recorder.time.at(moment, request));
  }

  function seenBy(reading: Reading, request: CancelRequest): Seen {
    const task = reading.found === 'listed' ? reading.task : reading.found;
    return { beganAt: recorder.time.before(reading.beganAt, request), task };
  }

  function verdictOn(request: Approved, reading: Reading, memory: CallMemory): Verdict {
    const { knowledge } = known(memory, request);
    return judge(request, seenBy(reading, request), knowledge, recorder.time.now(request));
  }

  async function append(request: CancelRequest, data: EventData): Promise<Left> {
    await recorder.append(request, 'bot', data);
    return 'more';
  }

  function memoryOf(request: CancelRequest, timeoutMs: number): CallMemory {
    const known = memories.get(request.id);
    const isOurs = request.state !== 'cancelling' || known?.attemptSeq === request.seq;
    if (known !== undefined && isOurs) return known;
    const memory = freshMemory(request, deadlineOf(timeoutMs, clock.steady()), clock.steady());
    // Only what has called DDS, or may have, is worth remembering.
    if (request.state === 'approved' || request.state === 'cancelling')
      memories.set(request.id, memory);
    return memory;
  }
}

/** Where the target is not configured: the default of one call's time-out. */
const TIMEOUT_MS = 10_000;

function deadlineOf(timeoutMs: number, sentAt: number): number {
  return sentAt + timeoutMs;
}

function unreadable(beganAt: Moment): Reading {
  const message = 'The target is not in the configuration of the bot.';
  const fault = { kind: 'no connection', status: null, code: null, message, callId: null } as const;
  return { found: 'unreadable', beganAt, fault, retryAfterMs: null };
}
