import { JournalFault, type JournalUse } from '../workflow/journal-fault.ts';
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

  async function watched<T>(use: JournalUse, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (fault) {
      onHealth(true);
      callOff ??= clock.after(PROBE_MS, probe);
      throw new JournalFault(use, codeOf(fault), { cause: fault });
    }
  }

  const read = <T>(act: () => Promise<T>): Promise<T> => watched('read', act);
  const write = <T>(act: () => Promise<T>): Promise<T> => watched('written', act);

  function probe(): void {
    callOff = null;
    write(journal.probe).then(
      () => onHealth(false),
      // Told already, and the next probe is due.
      () => undefined,
    );
  }

  return {
    read: (request) => read(() => journal.read(request)),
    end: () => read(() => journal.end()),
    append: (end, event) => write(() => journal.append(end, event)),
    openRequestFor: (target, taskId) => read(() => journal.openRequestFor(target, taskId)),
    channels: () => read(() => journal.channels()),
    requestsIn: (channel, which, most) => read(() => journal.requestsIn(channel, which, most)),
    unfinished: () => read(() => journal.unfinished()),
    postings: (request) => read(() => journal.postings(request)),
    recordPosting: (request, posting) => write(() => journal.recordPosting(request, posting)),
    probe: () => write(() => journal.probe()),
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
