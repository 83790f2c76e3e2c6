import type { Incoming } from './incoming.ts';
import { parseListQuery, strangeNames } from './list-query.ts';
import { type CallKind, normalPath, type Route } from './routes.ts';
import { isJobId } from './task.ts';

/** What is wrong with a call that a careful client never sends, whatever it is answered with. */
export function violationsOf(incoming: Incoming, route: Route, now: Date): readonly string[] {
  const faults = [
    ...faultsOfPath(incoming, route),
    ...faultsOfBody(incoming, route.kind),
    ...faultsOfSignIn(incoming, route),
    ...faultsOfQuery(incoming, route.kind, now),
  ];
  return faults.map((fault) => `${incoming.method} ${incoming.path}: ${fault}`);
}

function faultsOfPath({ path }: Incoming, { kind, jobId }: Route): readonly string[] {
  const faults: string[] = [];
  if (normalPath(path) !== path) faults.push(`the path means ${normalPath(path)}`);
  if (kind === 'delete instance') faults.push('DANGER: this call deletes a database instance');
  if (kind === 'outside') faults.push('no such call is allowed');
  if (jobId !== undefined && !isJobId(jobId)) faults.push('not a job id');
  return faults;
}

function faultsOfBody(incoming: Incoming, kind: CallKind): readonly string[] {
  if (kind !== 'token') return incoming.body === '' ? [] : ['a body where none belongs'];
  const type = incoming.headers['content-type'] ?? '';
  return type.startsWith('application/json') ? [] : [`the body is sent as "${type}"`];
}

function faultsOfSignIn({ headers }: Incoming, route: Route): readonly string[] {
  const faults: string[] = [];
  if (headers['authorization'] !== undefined && headers['x-auth-token'] !== undefined) {
    faults.push('signed and with a token at once');
  }
  const project = headers['x-project-id'];
  if (project !== undefined && route.projectId !== undefined && project !== route.projectId) {
    faults.push('X-Project-Id is not the project of the path');
  }
  return faults;
}

/** Which parameters a call may have; the list's values are checked as well. */
const QUERY_NAMES: Readonly<Partial<Record<CallKind, readonly string[]>>> = {
  instances: ['id', 'offset', 'limit'],
  token: ['nocatalog'],
  projects: ['name'],
};

function faultsOfQuery(incoming: Incoming, kind: CallKind, now: Date): readonly string[] {
  const { query, rawQuery } = incoming;
  const strange =
    kind === 'list' ? strangeNames(query) : strangeNames(query, QUERY_NAMES[kind] ?? []);
  const faults = strange.map((name) => `the parameter "${name}" is unknown or given twice`);
  if (rawQuery.includes('+')) faults.push('a + that is not encoded is read as a space');
  if (kind === 'instances' && !query.some(([name, value]) => name === 'id' && value !== '')) {
    faults.push('asks for every instance');
  }
  const list = kind === 'list' ? parseListQuery(query, now) : undefined;
  if (list && 'because' in list) faults.push(list.because);
  return faults;
}
