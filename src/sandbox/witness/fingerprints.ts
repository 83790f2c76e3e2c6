import type { ListedRow } from '../dds/recorder.ts';
import { parseWireTime } from '../dds/wire-time.ts';
import { type Delete, deletesIn, newestBefore } from './delete-calls.ts';
import type { Evidence, TaskChange } from './evidence.ts';
import { heldOf } from './held.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { looksAt } from './looks.ts';
import { standingsOf } from './standing.ts';

/** Design §3.5: a planned start that differs by no more than this is the same one. */
const SAME_START_MS = 60_000;

/**
 * Design §5.1: a `DELETE` is of the task as people saw it. Since the newest read before it DDS held the
 * same id with the same kind, instance and planned start: what changes after that read nobody can know.
 */
export function fingerprintFaults(stories: readonly Story[], evidence: Evidence): string[] {
  return deletesIn(evidence).flatMap((one) => {
    const story = stories.find(({ id }) => id === one.request);
    return story === undefined
      ? []
      : changesIn(one, story, evidence).map((why) => `${one.name} ${why}`);
  });
}

function changesIn(one: Delete, story: Story, evidence: Evidence): readonly string[] {
  const position = newestBefore(story.events, one.at, evidence);
  const standing = standingsOf(story)[position];
  const shown = story.events.slice(0, position + 1).findLast(({ task }) => task !== undefined);
  if (standing === undefined || shown?.task === undefined) return [];
  const { task } = shown;
  const newest = looksAt(standing, evidence).findLast(({ finishedAt }) => finishedAt <= one.at);
  const held = heldOf(evidence, standing).changes(newest?.at ?? one.at, one.at);
  const differences = held.flatMap(rowOf).map((row) => differencesOf(task, row));
  return differences.some((each) => each.length === 0) ? [] : (differences.at(-1) ?? []);
}

function rowOf({ row }: TaskChange): readonly ListedRow[] {
  return row === undefined ? [] : [row];
}

type Shown = NonNullable<JournalEvent['task']>;

function differencesOf(shown: Shown, row: ListedRow): readonly string[] {
  const differ = (what: string, is: unknown, was: string) =>
    (is ?? '') === was ? [] : [`is of a task of ${what} ${is}, and people saw ${was}`];
  return [
    ...differ('kind', row['job_name'], shown.kind),
    ...differ('instance', row['instance_id'], shown.instanceId),
    ...(isMoved(row['start_time'], shown.plannedStart)
      ? [`is of a task planned for ${row['start_time']}, and people saw ${shown.plannedStart}`]
      : []),
  ];
}

/** Only where both parse. */
function isMoved(listed: unknown, shown: string | null): boolean {
  const start = typeof listed === 'string' ? parseWireTime(listed) : undefined;
  if (start === undefined || shown === null) return false;
  return Math.abs(start.getTime() - Date.parse(shown)) > SAME_START_MS;
}
