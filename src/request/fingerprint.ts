import type { ScheduledTask } from './task.ts';

/** DDS may shift a planned start by seconds without meaning another time. */
const SAME_START_MS = 60_000;

/** Whether what DDS lists now is another thing than what people saw and approved. */
export function isChanged(shown: ScheduledTask, listed: ScheduledTask): boolean {
  const same =
    shown.target === listed.target &&
    shown.id === listed.id &&
    shown.kind === listed.kind &&
    shown.instanceId === listed.instanceId;
  return !same || isMoved(shown.plannedStart, listed.plannedStart);
}

function isMoved(shown: string | null, listed: string | null): boolean {
  if (shown === null || listed === null) return false;
  return Math.abs(Date.parse(shown) - Date.parse(listed)) > SAME_START_MS;
}
