import type { DdsSimulator } from '../dds/simulator.ts';

const LOOK_MS = 500;

/**
 * Calls `changed` soon after the list of tasks of a cloud has changed. Tasks also move with time, which nobody
 * announces, so this looks. Returns the end of it.
 */
export function watchClouds(
  clouds: ReadonlyMap<string, DdsSimulator>,
  changed: () => void,
): () => void {
  let last = statuses(clouds);
  const timer = setInterval(() => {
    const now = statuses(clouds);
    if (now !== last) changed();
    last = now;
  }, LOOK_MS);
  return () => clearInterval(timer);
}

function statuses(clouds: ReadonlyMap<string, DdsSimulator>): string {
  return [...clouds.values()]
    .flatMap((dds) => dds.tasks())
    .map(({ jobId, status }) => `${jobId} ${status}`)
    .join('\n');
}
