import type { Evidence } from './evidence.ts';
import { heldOf } from './held.ts';
import type { Story } from './journal-event.ts';
import { type Standing, type State, standingsOf } from './standing.ts';
import { datedAheadMs, writtenAt } from './written.ts';

const IN_BETWEEN: readonly State[] = ['approved', 'cancelling'];

/** Design §5.3: once all is quiet, every request has ended, is visibly unknown, or waits for people in time. */
export function endingFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  return stories.flatMap((story) => {
    const last = standingsOf(story).at(-1);
    if (last === undefined) return [];
    const isOverdue = last.state === 'pending' && evidence.at > expiryOf(story, last, evidence);
    return [
      ...(IN_BETWEEN.includes(last.state) ? [`request ${story.id} is stuck in ${last.state}`] : []),
      ...(isOverdue ? [`request ${story.id} is still pending after it expired`] : []),
      ...leftWaiting(story.id, last, evidence),
      ...lostCancellation(story, last, evidence),
    ];
  });
}

/** By the world's clock. */
function expiryOf({ events }: Story, { expiresAt }: Standing, evidence: Evidence): Date {
  return new Date(expiresAt.getTime() - datedAheadMs(events.at(-1) ?? events[0], evidence));
}

/** A request waits for people only while its task waits too: the bot is to notice within so long. */
const NOTICED_WITHIN_MS = 10 * 60_000;

function leftWaiting(id: string, last: Standing, evidence: Evidence): string[] {
  if (last.state !== 'pending') return [];
  const since = new Date(evidence.at.getTime() - NOTICED_WITHIN_MS);
  const held = heldOf(evidence, last).during(since, evidence.at);
  return held.includes('Pending')
    ? []
    : [`request ${id} still waits, and DDS has held its task as ${held} for ten minutes`];
}

/** A cancellation that took effect while the outcome was open must not end as anything else. */
function lostCancellation(
  { id, events }: Story,
  { state, taskId }: Standing,
  evidence: Evidence,
): string[] {
  const { dds } = evidence;
  const ended = writtenAt(events.at(-1) ?? events[0], evidence);
  const isLost = dds.cancellations.some(({ requestId, at, jobId }) => {
    const call = dds.calls.find((one) => one.requestId === requestId);
    const isOurs = call?.userAgent === `dds-cancel/${id}`;
    return isOurs && at < ended && jobId.toLowerCase() === taskId.toLowerCase();
  });
  const isTold = state === 'cancelled' || state === 'unknown';
  return isLost && !isTold && state !== 'cancelling'
    ? [`request ${id} cancelled its task and ended as ${state}`]
    : [];
}
