import type { RequestEvent } from '../../../src/request/event.ts';
import { hashOf } from '../../../src/request/hash-chain.ts';
import type { Appended, Cancellation, Journal, Reading } from '../../../src/workflow/ports.ts';
import { changing, type Wrap } from './ports.ts';

/** Bots that lack one of the guards which the promise rests on. None of them is in the product. */

/** Compare-and-append without the compare: what was decided is appended to whatever is there by then. */
export function appendsUnconditionally(): Wrap {
  return changing({
    journal: (journal) => ({
      append: async (end, event) =>
        event.seq === 1 ? journal.append(end, event) : forceAppend(journal, event),
    }),
  });
}

async function forceAppend(journal: Journal, event: RequestEvent): Promise<Appended> {
  const last = (await journal.read(event.request)).at(-1);
  const end = { seq: last?.seq ?? 0, head: last?.hash ?? '' };
  const moved = { ...event, seq: end.seq + 1, prev: end.head };
  const appended = await journal.append(end, { ...moved, hash: hashOf(moved) });
  const isOutrun = !appended.appended && appended.because === 'journal moved on';
  return isOutrun ? forceAppend(journal, event) : appended;
}

/** The `DELETE` first, and `attempted` once it is answered. */
export function journalsTheAttemptAfterwards(): Wrap {
  return changing({
    target: ({ rereadThenCancel }) => ({
      async rereadThenCancel(task, request, go) {
        const seen: Reading[] = [];
        const took = await rereadThenCancel(task, request, async (reading) => {
          seen.push(reading);
          const isPending = reading.found === 'listed' && reading.task.status === 'Pending';
          return isPending ? () => 10_000 : null;
        });
        for (const reading of seen) await go(reading);
        return took;
      },
    }),
  });
}

/** After a doubtful post the thread is not searched: nothing is found. */
export function searchesNoThread(): Wrap {
  return changing({ announcer: () => ({ findTrail: async () => null }) });
}

/** After a doubtful post of a card the channel is not searched. */
export function searchesNoChannel(): Wrap {
  return changing({ announcer: () => ({ findCard: async () => null }) });
}

/** An answer that proves nothing is taken for DDS's 204. */
export function takesDoubtForDone(): Wrap {
  return insteadOfDoubt({ result: 'confirmed', callId: null });
}

/** An answer that proves nothing is taken for a call without effect. */
export function takesDoubtForNothing(): Wrap {
  const fault = {
    ...({ kind: 'no connection', status: null, code: null } as const),
    ...{ message: 'Nothing was done.', callId: null },
  };
  return insteadOfDoubt({ result: 'not executed', fault, retryAfterMs: null });
}

function insteadOfDoubt(taken: Cancellation): Wrap {
  return changing({
    target: ({ rereadThenCancel }) => ({
      async rereadThenCancel(...asked) {
        const { reading, cancellation } = await rereadThenCancel(...asked);
        const isDoubt = cancellation?.result === 'ambiguous';
        return { reading, cancellation: isDoubt ? taken : cancellation };
      },
    }),
  });
}
