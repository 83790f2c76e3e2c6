import type { CancelRequest } from '../request/cancel-request.ts';
import { type Command, decide, type PeopleFacts, type Refusal } from '../request/decide.ts';
import { takenBy } from '../request/dry-run.ts';
import { fold } from '../request/fold.ts';
import { judge } from '../request/judge.ts';
import { notEligible } from '../request/policy.ts';
import type { DdsFault } from '../request/task.ts';
import type { Recorder } from './append.ts';
import type { Engine } from './engine.ts';
import { inTime } from './in-time.ts';
import type { Clock, DdsTarget, Directory, Journal } from './ports.ts';
import { isDone, type Message, type Posting } from './posting.ts';

/** A press of a button: who, on which message, with what the button carried. Only `user` is trusted. */
export interface Press {
  readonly user: string;
  readonly request: string;
  readonly revision: number;
  /** The card said that nothing is cancelled. */
  readonly dryRun?: boolean;
  readonly card: Message;
}

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
  /** The message is not the card of any request in this journal. */
  | { readonly answer: 'not a card' }
  /** Slack has not yet told which message is the card of this request; it may be this one. */
  | { readonly answer: 'card in doubt' }
  | { readonly answer: 'open already' }
  /** *Check again* read DDS, and it settles nothing yet. */
  | { readonly answer: 'still unknown' }
  /** *Check again* could not read DDS; without a fault the bot has no such target any more. */
  | { readonly answer: 'not read'; readonly target: string; readonly fault: DdsFault | null };

export interface PressDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly engine: Engine;
  readonly directory: Directory;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly clock: Clock;
  readonly policy: {
    readonly dryRun: boolean;
    readonly emergencyApproval: boolean;
  };
}

/** The request whose card was pressed; decides nothing. */
export interface Cards {
  requestOn(press: Press): Promise<CancelRequest | Cardless>;
}

export interface Presses {
  /** Rejects where Slack gives no clear answer about the people: nothing is decided then. */
  decide(press: Press, wanted: Wanted): Promise<Pressed>;
  /** Reads the task of an `unknown` request; never calls anything else. */
  checkAgain(press: Press): Promise<Pressed>;
}

export function createPresses(deps: PressDeps): Presses & Cards {
  const { journal, recorder, engine, directory, targets, clock } = deps;

  return {
    requestOn: requestOf,
    decide: decideOne,
    async checkAgain(press) {
      const request = await requestOf(press);
      if ('answer' in request) return request;
      const why = await whyNot(press.user, request);
      const refusal = why ?? (request.state === 'unknown' ? null : DECIDED);
      if (refusal !== null) return { answer: 'refused', refusal, request };
      return readAgain(request as Extract<CancelRequest, { state: 'unknown' }>);
    },
  };

  async function decideOne(press: Press, wanted: Wanted): Promise<Pressed> {
    const request = await requestOf(press);
    if ('answer' in request) return request;
    const command: Command = {
      ...wanted,
      by: press.user,
      revision: seenOn(press, wanted, request),
    };
    const facts = await factsFor(request, command);
    const decision = decide(request, command, facts, recorder.time.now(request));
    if ('refuse' in decision) return { answer: 'refused', refusal: decision.refuse, request };
    const appended = await recorder.append(request, press.user, decision.append);
    if (appended.appended) return { answer: 'done' };
    // Somebody was first: decide again on what they left.
    if (appended.because === 'journal moved on') return decideOne(press, wanted);
    return { answer: 'open already' };
  }

  async function readAgain(
    request: Extract<CancelRequest, { state: 'unknown' }>,
  ): Promise<Pressed> {
    const { target } = request.task;
    const reading = await targets.get(target)?.reread(request.task);
    if (reading === undefined) return { answer: 'not read', target, fault: null };
    if (reading.found === 'unreadable') return { answer: 'not read', target, fault: reading.fault };
    const task = reading.found === 'listed' ? reading.task : reading.found;
    const seen = { beganAt: recorder.time.before(reading.beganAt, request), task };
    const verdict = judge(request, seen, null, recorder.time.now(request));
    if (verdict.do !== 'append') return { answer: 'still unknown' };
    await recorder.append(request, 'bot', verdict.data);
    return { answer: 'done' };
  }

  /** The request whose stored card is the message that was pressed, or why there is none. */
  async function requestOf({ request, card }: Press): Promise<CancelRequest | Cardless> {
    let known = cardAmong(await journal.postings(request), card);
    if (known === 'card in doubt') {
      // A card can be pressed before Slack has answered the call that posted it.
      await engine.advance(request);
      known = cardAmong(await journal.postings(request), card);
    }
    if (known !== 'card') return { answer: known };
    const folded = takenBy(deps.policy, fold(await journal.read(request)));
    // Expiry is the engine's to journal, and it may be late: after a sleep of the machine, say.
    if (recorder.time.now(folded) >= folded.expiresAt) engine.wake(folded.id);
    return folded;
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
  const isApproval = wanted.do === 'approve' || wanted.do === 'approve in emergency';
  return isApproval && dryRun !== request.dryRun ? 0 : revision;
}

/** How long a trigger opens a modal: https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_MS = 3_000;

/** Why there is no request: the message is no card, or Slack has not confirmed it yet. */
export type Cardless = Extract<Pressed, { answer: 'not a card' | 'card in doubt' }>;

/** What a message is to a request with these postings. */
function cardAmong(postings: readonly Posting[], message: Message): 'card' | Cardless['answer'] {
  const cards = postings.filter(({ kind }) => kind === 'card');
  if (cards.some((posting) => isAt(posting, message))) return 'card';
  return cards.every(isDone) || cards.some(isPosted) ? 'not a card' : 'card in doubt';
}

function isAt({ message }: Posting, { channel, ts }: Message): boolean {
  return message?.channel === channel && message.ts === ts;
}

function isPosted({ message }: Posting): boolean {
  return message !== null;
}

const DECIDED: Refusal = { because: 'decided already' };
