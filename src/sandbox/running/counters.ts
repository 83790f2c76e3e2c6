import type { CountersView } from '../page/api-types.ts';
import type { SandboxWorld } from '../world.ts';

const APPROVALS: readonly unknown[] = ['approved', 'emergency_approved'];

/** What the promise is about, counted. */
export function countersOf(
  { clouds, slack }: SandboxWorld,
  journal: readonly unknown[],
): CountersView {
  const posted = slack.apiCalls.filter(
    ({ method, done }) => method === 'chat.postMessage' && done === true,
  );
  return {
    approvals: journal.filter((line) => APPROVALS.includes(eventOf(line))).length,
    cancellations: [...clouds.values()].flatMap(({ cancellations }) => cancellations).length,
    messages: posted.length,
  };
}

function eventOf(line: unknown): unknown {
  return typeof line === 'object' && line !== null && 'event' in line ? line.event : undefined;
}
