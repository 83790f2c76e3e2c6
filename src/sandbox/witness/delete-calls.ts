import type { Evidence } from './evidence.ts';
import type { JournalEvent } from './journal-event.ts';
import { writtenAt } from './written.ts';

type Call = Evidence['dds']['calls'][number];

/** One call that was to cancel a task. */
export interface Delete extends Call {
  /** As the `User-Agent` tells it. */
  readonly request: string;
  /** For a sentence. */
  readonly name: string;
}

/** Answers that prove that a call was turned away before anything was done: the same attempt goes on. */
const NOT_EXECUTED: readonly Call['status'][] = [429, 401];

/** Whether it may have done something. */
export function mayHaveActed({ status }: Delete): boolean {
  return !NOT_EXECUTED.includes(status);
}

export function deletesIn({ dds }: Evidence): readonly Delete[] {
  return dds.calls.filter(({ kind }) => kind === 'cancel').map(asDelete);
}

function asDelete(call: Call): Delete {
  const request = call.userAgent.replace(/^dds-cancel\//, '');
  const at = call.at.toISOString();
  return { ...call, request, name: `the DELETE of ${call.jobId} at ${at} for request ${request}` };
}

/** The last event known to be before a call: what shares its millisecond may be after it. */
export function newestBefore(
  events: readonly JournalEvent[],
  until: Date,
  evidence: Evidence,
): number {
  return events.findLastIndex((event) => {
    const at = writtenAt(event, evidence);
    return at < until || (event.event === 'attempted' && at <= until);
  });
}
