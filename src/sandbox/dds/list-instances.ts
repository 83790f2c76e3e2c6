import { type Answer, ddsError } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { instanceRow, type SandboxInstance } from './instance.ts';

const MOST = 100;

/** `GET /v3/{project}/instances?id=`: an unknown or deleted id is an error, not an empty list. */
export function listInstances(
  incoming: Incoming,
  instances: readonly SandboxInstance[],
  region: string,
): Answer {
  const id = incoming.query.find(([name]) => name === 'id')?.[1] ?? '';
  const matches = instances.filter((instance) => id === '' || instance.id === id);
  if (id !== '' && matches.length === 0) return ddsError('DBS.280110');
  const rows = matches.slice(0, MOST).map((instance) => instanceRow(instance, region));
  return { status: 200, json: { instances: rows, total_count: matches.length } };
}
