import type { AckFn, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { inTime } from '../../workflow/in-time.ts';
import type { Clock } from '../../workflow/ports.ts';
import { toldModal } from '../views/asking/modals.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Private } from './answer.ts';
import type { Modals } from './modals.ts';

/** What becomes of a submitted modal. */
export type Outcome =
  | {
      readonly do: 'close';
      /** What the modal shows where it is too late to close it. */
      readonly done: Sentence;
      readonly afterwards: () => Promise<void>;
    }
  | {
      readonly do: 'errors';
      /** By `block_id`. */
      readonly errors: Readonly<Record<string, string>>;
      /** The same in a sentence, where it is too late for an error under a field. */
      readonly sentence: Sentence;
      readonly view: () => Promise<ModalView>;
    }
  | { readonly do: 'show'; readonly view: ModalView; readonly sentence: Sentence | null };

type Ack = AckFn<ViewResponseAction>;

interface Submission {
  readonly ack: Ack;
  readonly viewId: string;
  readonly to: Private;
  /** What is said while the outcome takes its time. */
  readonly meanwhile: Sentence;
}

/** Slack gives three seconds to an ack, its way included: https://docs.slack.dev/surfaces/modals#handling-submissions */
const PATIENCE_MS = 2_000;

/** Acks with the outcome itself if that comes in time, and else shows it in the modal when it comes. */
export async function settle(
  { ack, viewId, to, meanwhile }: Submission,
  outcome: Promise<Outcome>,
  deps: { readonly words: Words; readonly modals: Modals; readonly clock: Clock },
): Promise<void> {
  const { words, modals, clock } = deps;
  const first = await inTime(outcome, PATIENCE_MS, null, clock);
  if (first === null) await ack({ response_action: 'update', view: toldModal(words, [meanwhile]) });
  else await ackWith(ack, first);
  const ended = await outcome;
  const sentence = ended.do === 'close' ? null : ended.sentence;
  if (first === null) await modals.show(viewId, async () => viewOf(words, ended), to, sentence);
  if (ended.do === 'close') await ended.afterwards();
}

async function ackWith(ack: Ack, outcome: Outcome): Promise<void> {
  switch (outcome.do) {
    case 'close':
      return ack();
    case 'errors':
      return ack({ response_action: 'errors', errors: { ...outcome.errors } });
    default:
      return ack({ response_action: 'update', view: outcome.view });
  }
}

function viewOf(words: Words, outcome: Outcome): ModalView | Promise<ModalView> {
  if (outcome.do === 'close') return toldModal(words, [outcome.done]);
  return outcome.do === 'errors' ? outcome.view() : outcome.view;
}
