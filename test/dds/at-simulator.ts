import { afterEach } from '@jest/globals';
import { type DdsTargetOptions, openDdsTarget } from '../../src/dds/target.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { type DdsSimulatorOptions, openDdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import type { Clock, DdsTarget } from '../../src/workflow/ports.ts';
import { fastClock } from './clocks.ts';

/** Leave to send the `DELETE`, whenever that may be. */
export const yes = async () => () => Number.POSITIVE_INFINITY;

const toClose: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of toClose.splice(0).reverse()) await each.close();
});

export interface Given {
  readonly clock?: Clock;
  readonly simulator?: DdsSimulatorOptions;
  readonly target?: Partial<DdsTargetOptions>;
}

/** A target with good keys at a simulator of its own; both are closed after the test. */
export async function openAtSimulator(given: Given = {}) {
  const clock = given.clock ?? fastClock();
  const cloud = await openDdsSimulator({ now: () => clock.now(), ...given.simulator });
  toClose.push(cloud);
  const lines: object[] = [];
  const target = openDdsTarget(
    {
      name: 'main',
      endpoint: cloud.url,
      region: cloud.region,
      projectId: cloud.projectId,
      iamEndpoint: cloud.iamUrl,
      metadataEndpoint: cloud.metadataUrl,
      credentials: { kind: 'aksk', accessKey: cloud.accessKey, secretKey: cloud.secretKey },
      callsPerMinute: 60,
      concurrency: 10,
      timeoutMs: 2000,
      lookbackDays: 30,
      log: (line) => lines.push(line),
      ...given.target,
    },
    clock,
  );
  toClose.push(target);
  return { cloud, target, clock, lines };
}

/** The credentials of the simulator's IAM user. */
export const SIGN_IN = {
  kind: 'password',
  userName: 'sandbox-bot',
  password: 'sandbox-password',
  domainName: 'sandbox-domain',
  projectName: 'ap-southeast-1',
} as const;

/** The task as the target lists it; throws where it does not. */
export async function listed(target: DdsTarget, taskId: string): Promise<ScheduledTask> {
  const reading = await target.find(taskId);
  if (reading.found === 'listed') return reading.task;
  throw new Error(`not listed: ${JSON.stringify(reading)}`);
}

/** Closes this after the test. */
export function closeLater(each: { close(): Promise<void> }): void {
  toClose.push(each);
}
