import * as answers from '../../src/sandbox/dds/answer-faults.ts';
import * as connections from '../../src/sandbox/dds/connection-faults.ts';
import type { Fault } from '../../src/sandbox/dds/fault.ts';
import * as lists from '../../src/sandbox/dds/list-faults.ts';
import type { Profile, UndocumentedAnswer } from '../../src/sandbox/dds/profiles.ts';
import type { DdsSimulator } from '../../src/sandbox/dds/simulator.ts';

type Make = (dds: DdsSimulator) => Fault;

/** Each of the simulator's answers, in one or more forms; the compiler misses a new one here. */
export const ANSWERS = {
  // Not 204 of what did nothing: against a cloud that lies there is no help.
  answering: [
    () => answers.answering({ status: 418 }),
    () => answers.answering({ status: 200, json: { ok: true } }),
  ],
  throttled: [
    () => answers.throttled(),
    () => answers.throttled({ retryAfter: 2 }),
    () => answers.throttled({ code: 'DBS.280443' }),
  ],
  busy: [answers.busy],
  serverError: [answers.serverError],
  gateway502: [answers.gateway502],
  gateway504: [answers.gateway504],
  unavailable503: [answers.unavailable503],
  htmlPage: [() => answers.htmlPage(200), () => answers.htmlPage(502)],
  emptyBody: [() => answers.emptyBody(200), () => answers.emptyBody(202)],
  // Whoever follows it deletes an instance, which the simulator records as a violation.
  redirect: [({ url, projectId }) => answers.redirect(`${url}/v3/${projectId}/instances/x`)],
  hugeBody: [() => answers.hugeBody()],
  tokenExpired: [answers.tokenExpired],
  serviceToken401: [answers.serviceToken401],
  noAgency: [answers.noAgency],
  echoing401: [answers.echoing401],
} satisfies Record<keyof typeof answers, readonly Make[]>;

/** Delays are real milliseconds. */
export const CONNECTIONS = {
  delayMs: [() => connections.delayMs(20)],
  resetBefore: [connections.resetBefore],
  resetAfterCommit: [connections.resetAfterCommit],
  lostReply: [connections.lostReply],
  hang: [connections.hang],
  hangThenCommit: [() => connections.hangThenCommit(40), () => connections.hangThenCommit(400)],
  becomesRunning: [connections.becomesRunning],
  answeringAfterCommit: [
    () => connections.answeringAfterCommit({ status: 500 }),
    () => connections.answeringAfterCommit({ status: 200, json: { ok: true } }),
  ],
} satisfies Record<keyof typeof connections, readonly Make[]>;

export const LISTS = {
  totalCountAsString: [lists.totalCountAsString],
  missingFields: [
    () => lists.missingFields('instance_name', 'instance_status'),
    () => lists.missingFields('start_time', 'end_time'),
    () => lists.missingFields('job_status'),
  ],
  nullFields: [() => lists.nullFields('instance_name', 'create_time')],
  listChanged: [
    () => lists.listChanged(() => ({})),
    () => lists.listChanged((list) => ({ ...list, schedules: 'none' })),
  ],
} satisfies Record<keyof typeof lists, readonly Make[]>;

/** What a cloud of its own kind answers where DDS documents nothing. */
const UNDOCUMENTED: Readonly<Record<UndocumentedAnswer, true>> = {
  '204': true,
  '400 DBS.200001': true,
  '400 DBS.200004': true,
  '400 DBS.212003': true,
  '400 DBS.280001': true,
  '400 DBS.280016': true,
  '400 DBS.280343': true,
  '403 DBS.200019': true,
  '403 DBS.201014': true,
  '403 DBS.280042': true,
  '404 DBS.200002': true,
};
const ALL_UNDOCUMENTED = Object.keys(UNDOCUMENTED) as readonly UndocumentedAnswer[];

/** 204 only where it is true: of a task that is cancelled already. */
export function drawProfile(pick: <T>(choices: readonly T[]) => T): Profile {
  const refusals = ALL_UNDOCUMENTED.filter((answer) => answer !== '204');
  return {
    ...{ unknownId: pick(refusals), wrongState: pick(refusals) },
    secondCancel: pick(ALL_UNDOCUMENTED),
  };
}
