import type { VerdictView } from '../page/api-types.ts';
import type { Evidence } from '../witness/evidence.ts';
import { neverTrue, notYetTrue } from '../witness/witness.ts';

/** What the witness says, looked at again whenever something has happened. */
export interface Verdict {
  view(): VerdictView;
  /** The events of the journal, as of the last look. */
  journal(): readonly unknown[];
  /** Something has happened; the witness looks once it is quiet for a moment. */
  somethingHappened(): void;
  close(): void;
}

export interface VerdictParts {
  readonly evidence: () => Promise<Evidence>;
  /** Why something may still be under way, in words; `null` where nothing excuses it. */
  readonly excuse: () => string | null;
  readonly changed: () => void;
}

const QUIET_MS = 1_200;
const LOOK_AGAIN_MS = 3_000;
/** A bot that is left alone has settled everything by then: reads back for two minutes, then says so. */
const LONGEST_MS = 180_000;

const HOLDS: VerdictView = { state: 'holds', says: 'The promise holds.', broken: [] };

export function createVerdict({ evidence, excuse, changed }: VerdictParts): Verdict {
  let view = HOLDS;
  let journal: readonly unknown[] = [];
  let timer: NodeJS.Timeout | undefined;
  let unsettledSince = 0;
  let isClosed = false;

  function lookIn(ms: number): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(() => void look(), ms);
  }

  async function look(): Promise<void> {
    const before = JSON.stringify([view, journal.length]);
    view = await evidence().then(judged, cannotLook);
    if (isClosed) return;
    if (JSON.stringify([view, journal.length]) !== before) changed();
    if (view.state !== 'holds') lookIn(LOOK_AGAIN_MS);
  }

  function judged(seen: Evidence): VerdictView {
    journal = seen.journal;
    const wrong = neverTrue(seen);
    if (wrong.length > 0) return { state: 'broken', says: 'The promise is broken.', broken: wrong };
    const open = notYetTrue(seen);
    if (open.length === 0) {
      unsettledSince = 0;
      return HOLDS;
    }
    const why = excuse();
    if (unsettledSince === 0 || why !== null) unsettledSince = performance.now();
    if (performance.now() - unsettledSince < LONGEST_MS) {
      const says = why ?? 'The bot is at work; the witness looks again.';
      return { state: 'waiting', says, broken: [] };
    }
    return { state: 'broken', says: 'Something was never brought to its end.', broken: open };
  }

  return {
    view: () => view,
    journal: () => journal,
    somethingHappened: () => lookIn(QUIET_MS),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function cannotLook(fault: unknown): VerdictView {
  const says = `The witness cannot look: ${fault instanceof Error ? fault.message : String(fault)}`;
  return { state: 'waiting', says, broken: [] };
}
