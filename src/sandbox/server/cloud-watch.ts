import type { DdsSimulator } from '../dds/simulator.ts';

const LOOK_MS = 500;

/**
 * Calls `changed` soon after the list of tasks has changed. Tasks also move with time, which nobody
 * announces, so this looks. Returns the end of it.
 */
export function watchCloud(dds: DdsSimulator, changed: () => void): () => void {
  let last = statuses(dds);
  const timer = setInterval(() => {
    const now = statuses(dds);
    if (now !== last) changed();
    last = now;
  }, LOOK_MS);
  return () => clearInterval(timer);
}

function statuses(dds: DdsSimulator): string {
  return dds
    .tasks()
    .map(({ jobId, status }) => `${jobId} ${status}`)
    .join('\n');
}
