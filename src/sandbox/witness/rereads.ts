import { clickOf } from './clicks.ts';
import { type Delete, deletesIn, mayHaveActed, newestBefore } from './delete-calls.ts';
import type { Evidence } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { type Look, looksAt } from './looks.ts';
import { standingsOf } from './standing.ts';

/** Design §3.6: a re-read on which a task is cancelled is younger than that. */
const FRESH_MS = 10_000;
const DECISIONS: readonly string[] = ['approved', 'emergency_approved', 'retried'];

/**
 * Design §3.6 and §5.2: each `DELETE` follows a fresh read that showed the task `Pending`, and none
 * follows one that showed it `Canceled`. The times are those of the wire, so `onTheWayMs` is allowed.
 */
export function rereadFaults(stories: readonly Story[], evidence: Evidence): string[] {
  const deletes = deletesIn(evidence);
  return deletes.flatMap((one) => {
    const story = stories.find(({ id }) => id === one.request);
    if (story === undefined) return [];
    const earlier = deletes.filter(
      (other) => other.request === one.request && other.at < one.at && mayHaveActed(other),
    );
    const faults = faultsOf(one, { story, stories, earlier: earlier.at(-1) }, evidence);
    return faults.map((why) => `${one.name} ${why}`);
  });
}

interface About {
  readonly story: Story;
  readonly stories: readonly Story[];
  /** The last `DELETE` of the same request before it that may have done something. */
  readonly earlier: Delete | undefined;
}

function faultsOf(one: Delete, about: About, evidence: Evidence): readonly string[] {
  const { story, earlier } = about;
  const { onTheWayMs } = evidence.policy;
  const position = newestBefore(story.events, one.at, evidence);
  const standing = standingsOf(story)[position];
  const decision = story.events.slice(0, position + 1).findLast(isDecision);
  // What was never decided is named as such.
  if (standing === undefined || decision === undefined) return [];
  const looks = looksAt(standing, evidence).filter(({ finishedAt }) => finishedAt <= one.at);
  const click = clickOf(decision, story, evidence);
  const pending = looks.filter(({ row }) => row['job_status'] === 'Pending');
  const young = pending.filter(({ at }) => +one.at - +at < FRESH_MS + onTheWayMs);
  const after = (from: Date | undefined) =>
    young.filter(({ at }) => from === undefined || at >= from);
  return [
    ...(young.length > 0 ? [] : ['came without a fresh read that showed the task as Pending']),
    ...(young.length === 0 || after(click).length > 0
      ? []
      : [`came on a read that began before ${decision.by} decided`]),
    ...(young.length === 0 || after(earlier?.at).length > 0
      ? []
      : ['came without a read after the DELETE before it']),
    ...(isKnownCanceled(one, looks, about, evidence)
      ? ['came after a read had shown the task as Canceled']
      : []),
  ];
}

function isDecision({ event }: JournalEvent): boolean {
  return DECISIONS.includes(event);
}

/** By a read of this request's own: it is of the one instance, and no other request is about that. */
function isKnownCanceled(
  one: Delete,
  looks: readonly Look[],
  { story, stories }: About,
  { policy }: Evidence,
): boolean {
  const instance = story.events[0].task?.instanceId;
  const isShared = stories.some(
    ({ id, events: [first] }) => id !== story.id && first.task?.instanceId === instance,
  );
  const knownBy = +one.at - policy.onTheWayMs;
  return looks.some(
    ({ isNarrow, row, finishedAt }) =>
      isNarrow && !isShared && row['job_status'] === 'Canceled' && +finishedAt < knownBy,
  );
}
