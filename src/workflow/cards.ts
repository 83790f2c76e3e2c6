import type { CancelRequest } from '../request/cancel-request.ts';
import { takenBy } from '../request/dry-run.ts';
import { fold } from '../request/fold.ts';
import type { Recorder } from './append.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './ports.ts';
import { cardOf, isDone, type Message, type Posting } from './posting.ts';

/** A press of a button: who, on which message, with what the button carried. Only `user` is trusted. */
export interface Press {
  readonly user: string;
  readonly request: string;
  readonly revision: number;
  /** The card said that nothing is cancelled. */
  readonly dryRun?: boolean;
  readonly card: Message;
}

/** Why there is no request. */
export type Cardless =
  /** The message is not the card of any request in this journal. */
  | { readonly answer: 'not a card' }
  /** Slack has not yet told which message is the card of this request; it may be this one. */
  | { readonly answer: 'card in doubt' };

/** The request whose stored card is the message that was pressed; decides nothing. */
export interface Cards {
  requestOn(press: Press): Promise<CancelRequest | Cardless>;
}

export interface CardsDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly engine: Engine;
  readonly policy: { readonly dryRun: boolean };
}

export function createCards({ journal, recorder, engine, policy }: CardsDeps): Cards {
  return {
    async requestOn({ request, card }) {
      let known = cardAmong(await journal.postings(request), card);
      if (known === 'card in doubt') {
        // A card can be pressed before Slack has answered the call that posted it.
        await engine.advance(request);
        known = cardAmong(await journal.postings(request), card);
      }
      if (known !== 'card') return { answer: known };
      const folded = takenBy(policy, fold(await journal.read(request)));
      // Expiry is the engine's to journal, and it may be late: after a sleep of the machine, say.
      if (recorder.time.now(folded) >= folded.expiresAt) engine.wake(folded.id);
      return folded;
    },
  };
}

/** What a message is to a request with these postings. */
function cardAmong(postings: readonly Posting[], message: Message): 'card' | Cardless['answer'] {
  const cards = postings.filter(({ kind }) => kind === 'card');
  if (cards.some((posting) => isAt(posting, message))) return 'card';
  return cardOf(cards) !== null || cards.every(isDone) ? 'not a card' : 'card in doubt';
}

function isAt({ message }: Posting, { channel, ts }: Message): boolean {
  return message?.channel === channel && message.ts === ts;
}
