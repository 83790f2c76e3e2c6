import { JournalFault } from '../workflow/journal-fault.ts';
import type { Clock, Journal } from '../workflow/ports.ts';

/** How long a journal that could not be used is left alone before it is tried again. */
const PROBE_MS = 5_000;

interface WatchedOptions {
  readonly clock: Clock;
  /** Told whether the journal can be used, whenever that was seen. */
  onHealth(isBroken: boolean): void;
}

/**
 * The same journal, which rejects with a `JournalFault` where what keeps it fails, and tells so. One
 * that failed is probed until it can be written again, for nobody may press anything by then.
 */
export function watchedJournal(journal: Journal, { clock, onHealth }: WatchedOptions): Journal {
  let callOff: (() => void) | null = null;

  async function watched<T>(use: () => Promise<T>): Promise<T> {
    try {
      return await use();
    } catch (fault) {
      onHealth(true);
      callOff ??= clock.after(PROBE_MS, probe);
      throw new JournalFault(codeOf(fault), { cause: fault });
    }
  }

  function probe(): void {
    callOff = null;
    watched(journal.probe).then(
      () => onHealth(false),
      // Told already, and the next probe is due.
      () => undefined,
    );
  }

  return {
    read: (request) => watched(() => journal.read(request)),
    end: () => watched(() => journal.end()),
    append: (end, event) => watched(() => journal.append(end, event)),
    openRequestFor: (target, taskId) => watched(() => journal.openRequestFor(target, taskId)),
    channels: () => watched(() => journal.channels()),
    requestsIn: (channel, which, most) => watched(() => journal.requestsIn(channel, which, most)),
    unfinished: () => watched(() => journal.unfinished()),
    postings: (request) => watched(() => journal.postings(request)),
    recordPosting: (request, posting) => watched(() => journal.recordPosting(request, posting)),
    all: () => journal.all(),
    probe: () => watched(() => journal.probe()),
    close() {
      callOff?.();
      return journal.close();
    },
  };
}

function codeOf(fault: unknown): string {
  const code: unknown = typeof fault === 'object' && fault !== null && Reflect.get(fault, 'code');
  return typeof code === 'string' ? code : String(fault);
}
