import type { CancelRequest } from '../request/cancel-request.ts';
import { type Command, decide, type PeopleFacts, type Refusal } from '../request/decide.ts';
import { judge } from '../request/judge.ts';
import { notEligible } from '../request/policy.ts';
import type { DdsFault } from '../request/task.ts';
import type { Recorder } from './append.ts';
import type { Cardless, Cards, Press } from './cards.ts';
import { inTime } from './in-time.ts';
import type { Clock, DdsTarget, Directory } from './ports.ts';
import { rereadFresh } from './reread-fresh.ts';

/** What a button asks for; what goes through a modal brings its reason. */
export type Wanted = { readonly do: 'approve' | 'withdraw' | 'try again' } | Reasoned;
interface Reasoned {
  readonly do: 'reject' | 'approve in emergency';
  readonly reason: string;
}

/** What became of the press; everything but `done` is told to the presser only. */
export type Pressed =
  | { readonly answer: 'done' }
  | { readonly answer: 'refused'; readonly refusal: Refusal; readonly request: CancelRequest }
  | Cardless
  | { readonly answer: 'open already' }
  /** Nothing of what was asked for can reach DDS: the bot has no such target any more. */
  | { readonly answer: 'no such target'; readonly target: string }
  /** *Check again* read DDS, and it settles nothing yet. */
  | { readonly answer: 'still unknown' }
  /** *Check again* could not read DDS; without a fault the bot has no such target any more. */
  | { readonly answer: 'not read'; readonly target: string; readonly fault: DdsFault | null };

export interface PressDeps {
  readonly cards: Cards;
  readonly recorder: Recorder;
  readonly directory: Directory;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly clock: Clock;
  readonly policy: { readonly emergencyApproval: boolean };
}

export interface Presses {
  /** Rejects where Slack gives no clear answer about the people: nothing is decided then. */
  decide(press: Press, wanted: Wanted): Promise<Pressed>;
  /** Reads the task of an `unknown` request; never calls anything else. */
  checkAgain(press: Press): Promise<Pressed>;
}

export function createPresses(deps: PressDeps): Presses {
  const { cards, recorder, directory, targets, clock } = deps;

  return {
    decide: decideOne,
    async checkAgain(press) {
      const request = await cards.requestOn(press);
      if ('answer' in request) return request;
      const why = await whyNot(press.user, request);
      const refusal = why ?? (request.state === 'unknown' ? null : DECIDED);
      if (refusal !== null) return { answer: 'refused', refusal, request };
      return readAgain(request as Extract<CancelRequest, { state: 'unknown' }>);
    },
  };

  async function decideOne(press: Press, wanted: Wanted): Promise<Pressed> {
    const request = await cards.requestOn(press);
    if ('answer' in request) return request;
    const command: Command = {
      ...wanted,
      by: press.user,
      revision: seenOn(press, wanted, request),
    };
    const facts = await factsFor(request, command);
    const decision = decide(request, command, facts, recorder.time.now(request));
    if ('refuse' in decision) return { answer: 'refused', refusal: decision.refuse, request };
    if (isOutOfReach(wanted, request))
      return { answer: 'no such target', target: request.task.target };
    const appended = await recorder.append(request, press.user, decision.append);
    if (appended.appended) return { answer: 'done' };
    // Somebody was first: decide again on what they left.
    if (appended.because === 'journal moved on') return decideOne(press, wanted);
    return { answer: 'open already' };
  }

  function isOutOfReach(wanted: Wanted, { task }: CancelRequest): boolean {
    return (isApproval(wanted) || wanted.do === 'try again') && !targets.has(task.target);
  }

  async function readAgain(
    request: Extract<CancelRequest, { state: 'unknown' }>,
  ): Promise<Pressed> {
    const { target: name } = request.task;
    const target = targets.get(name);
    if (target === undefined) return { answer: 'not read', target: name, fault: null };
    const reading = await rereadFresh(target, request.task, clock);
    if (reading.found === 'unreadable')
      return { answer: 'not read', target: name, fault: reading.fault };
    const task = reading.found === 'listed' ? reading.task : reading.found;
    const seen = { beganAt: recorder.time.before(reading.beganAt, request), task };
    const verdict = judge(request, seen, null, recorder.time.now(request));
    if (verdict.do !== 'append') return { answer: 'still unknown' };
    await recorder.append(request, 'bot', verdict.data);
    return { answer: 'done' };
  }

  async function factsFor(request: CancelRequest, command: Command): Promise<PeopleFacts> {
    const { emergencyApproval } = deps.policy;
    if (command.do === 'withdraw') return { notEligible: null, lapsed: [], emergencyApproval };
    const { channel, approvers, required, task } = request;
    const role = { approverOf: task.target };
    const isLast = command.do === 'approve' && approvers.length + 1 >= required;
    const people = [command.by, ...(isLast ? approvers : [])];
    const isOwn = command.do === 'approve' && command.by === request.requester;
    const asked = Promise.all(
      people.map(async (user) => notEligible(await directory.standing(user, channel, role))),
    );
    // An own request is at most offered the modal, while its trigger is good; who may approve it is
    // asked again at its submission.
    const answer =
      isOwn && emergencyApproval ? await inTime(asked, TRIGGER_MS / 2, [null], clock) : await asked;
    const [own = 'not listed', ...earlier] = answer;
    return {
      ...{ notEligible: own, emergencyApproval },
      lapsed: approvers.filter((_, index) => isLast && earlier[index] !== null),
    };
  }

  async function whyNot(user: string, request: CancelRequest): Promise<Refusal | null> {
    const { requester, channel, task } = request;
    if (user === requester) return null;
    const role = { approverOf: task.target };
    const why = notEligible(await directory.standing(user, channel, role));
    return why === null ? null : { because: 'not eligible', why };
  }
}

/** A card that said otherwise what an approval leads to counts as an older one than any. */
function seenOn(
  { revision, dryRun = false }: Press,
  wanted: Wanted,
  request: CancelRequest,
): number {
  return isApproval(wanted) && dryRun !== request.dryRun ? 0 : revision;
}

function isApproval(wanted: Wanted): boolean {
  return wanted.do === 'approve' || wanted.do === 'approve in emergency';
}

/** How long a trigger opens a modal: https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_MS = 3_000;

const DECIDED: Refusal = { because: 'decided already' };
