import type { ListAnswer } from '../../../dds/probe.ts';
import type { DdsFault } from '../../../request/task.ts';
import type { CancelEvidence } from '../cancel-evidence.ts';
import { type Check, fail, ok, skipped, warn } from '../check.ts';
import type { TargetSource } from '../target-source.ts';
import { placeSettings } from './settings.ts';

/** Says whether Huawei Cloud takes the credentials. `fault`: of signing in, or of the first call. */
export function signInCheck(source: TargetSource, fault: DdsFault | null): Check {
  const id = `target.${source.target}.sign-in`;
  const what = `Sign-in to ${source.target}`;
  if (fault === null) return ok(id, `${what}: ${TAKEN[source.kind]}.`);
  const said = `${what}: ${toldBy(fault)}`;
  if (fault.kind !== 'authentication') return fail(id, said, nextFor(source, fault));
  return fail(id, said, REFUSED[source.kind](source.variables.join(' and ')));
}

/** For a call that did not come far enough to tell. */
export function signInUntold({ target }: TargetSource): Check {
  return skipped(
    `target.${target}.sign-in`,
    `Sign-in to ${target}: DDS gave no answer that tells.`,
  );
}

export function listCheck(source: TargetSource, answer: ListAnswer): Check {
  const { target } = source;
  const id = `target.${target}.list`;
  const what = `List of scheduled tasks of ${target}`;
  if (answer.fault !== null)
    return fail(id, `${what}: ${toldBy(answer.fault)}`, nextFor(source, answer.fault));
  const { total } = answer;
  const count = total === null ? '' : `, ${total} within DDS_LOOKBACK_DAYS`;
  return ok(id, `${what}: read${count}.`);
}

/** The bot never sends a `DELETE` without an approval, so only what it did before can tell. */
export function cancelCheck(target: string, evidence: CancelEvidence | null): Check {
  const id = `target.${target}.cancel`;
  const what = `Permission to cancel at ${target}`;
  const day = evidence?.at.slice(0, 10);
  const next = 'See that its policy has dds:instance:cancelScheduledJob.';
  if (evidence?.was === 'taken') return ok(id, `${what}: DDS last took a cancellation on ${day}.`);
  if (evidence?.was === 'refused')
    return warn(id, `${what}: DDS refused the last cancellation for want of it, on ${day}.`, next);
  const why = 'cannot be tested, for only a cancellation would show it';
  return skipped(id, `${what}: ${why}.`, next);
}

/** Cards tell what runs on the instance where they can, so nothing here fails. */
export function instanceCheck(source: TargetSource, fault: DdsFault | null): Check {
  const { target } = source;
  const id = `target.${target}.instances`;
  const what = `Instances of ${target}`;
  if (fault === null) return ok(id, `${what}: can be read.`);
  return warn(
    id,
    `${what}: ${toldBy(fault)} Cards cannot tell what runs on the instance.`,
    fault.kind === 'permission' ? 'Add dds:instance:list to its policy.' : nextFor(source, fault),
  );
}

/** For the calls that are left out after one that failed. */
export function leftOut(target: string, what: 'list' | 'instances'): Check {
  const name = what === 'list' ? 'List of scheduled tasks' : 'Instances';
  return skipped(
    `target.${target}.${what}`,
    `${name} of ${target}: not tried after the failure above.`,
  );
}

const TAKEN = {
  aksk: 'DDS accepts the signature of the access key',
  ecs: 'DDS accepts the temporary keys of this ECS',
  password: 'IAM gave a token, and DDS accepts it',
};

const REFUSED = {
  aksk: (names: string) =>
    `Compare ${names} with the file that the console gave for the key, the project id with My Credentials there, and this clock.`,
  ecs: () => 'Give this ECS an agency, or configure keys instead.',
  password: (names: string) =>
    `Check ${names}: an IAM user, without login protection, of that account and project.`,
};

/** A sentence of its own, with what Huawei's support asks for. */
function toldBy({ kind, status, code, message, callId }: DdsFault): string {
  const facts = [
    code,
    status === null ? null : `HTTP ${status}`,
    callId === null ? null : `request id ${callId}`,
  ];
  const known = facts.filter((fact) => fact !== null);
  const details = known.length === 0 ? '' : ` (${known.join(', ')})`;
  // For refused credentials the message is our own, and says no more than the line does.
  const words =
    kind === 'authentication' && status !== null ? '' : `: ${message.replace(/[.\s]+$/, '')}`;
  return `${KINDS[kind]}${details}${words}.`;
}

const KINDS: Readonly<Record<DdsFault['kind'], string>> = {
  throttled: 'throttled',
  'no connection': 'no connection',
  'timed out': 'no answer in time',
  'connection lost': 'the connection broke',
  authentication: 'the credentials are refused',
  permission: 'not permitted',
  'not published': 'this region does not publish the scheduled-jobs API',
  refused: 'refused',
  server: 'a fault of DDS',
  unreadable: 'an answer that is none of DDS',
};

/** Another's project, none, or one that is shut. */
const PROJECT_CODES: ReadonlySet<string | null> = new Set([
  'DBS.200604',
  'DBS.280408',
  'APIGW.0310',
]);

function nextFor(source: TargetSource, { kind, code }: DdsFault): string {
  const { project, endpoint, address } = placeSettings(source);
  if (PROJECT_CODES.has(code))
    return `Check ${project}: it must be a project of this region and user.`;
  switch (kind) {
    case 'not published':
      return `Check ${address('and')}.`;
    case 'refused':
      return `Check the project id, ${address('and')}.`;
    case 'unreadable':
      return `Check ${endpoint}, and what stands between this machine and it.`;
    default:
      return NEXT[kind];
  }
}

type Placeless = Exclude<DdsFault['kind'], 'not published' | 'refused' | 'unreadable'>;

const NEXT: Readonly<Record<Placeless, string>> = {
  throttled: 'Wait a minute and try again; the running bot may use the whole allowance.',
  'no connection': 'See the line about its address.',
  'timed out': 'Try again; if it stays so, check the network, and DDS_TIMEOUT_MS.',
  'connection lost': 'Try again; if it stays so, check what stands between this machine and it.',
  authentication: 'See the line about sign-in.',
  permission: 'Add dds:task:listAll to its policy (dds:task:list in a role policy).',
  server: "Try again; if it stays so, give the request id to Huawei's support.",
};
