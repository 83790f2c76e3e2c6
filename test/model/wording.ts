import type { RequestEvent } from '../../src/request/event.ts';
import type { Said } from './channel.ts';
import { REASON } from './do-act.ts';
import type { Standing } from './standing.ts';
import { unless } from './unless.ts';

const SHOWN: ReadonlySet<RequestEvent['event']> = new Set([
  ...(['cancelled', 'not_cancelled', 'unknown', 'closed', 'emergency_approved'] as const),
]);

/** What a message of the trail must say whatever else it does, and where. */
export function wrongWithWords({ event, text, inChannel }: Said, { dryRun }: Standing): string[] {
  if (event === null) return [];
  const isLoud = ['EMERGENCY', `<@${event.by}>`, REASON].every((part) => text.includes(part));
  return [
    ...unless(inChannel === SHOWN.has(event.event), 'it is shown in the wrong place'),
    ...unless(!dryRun || text.includes('Dry run'), 'it does not say that it is a dry run'),
    ...unless(event.event !== 'emergency_approved' || isLoud, 'it is not loud'),
  ].map((wrong) => `message ${event.seq} of ${event.request}: ${wrong}`);
}
