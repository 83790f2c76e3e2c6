import { afterEach } from '@jest/globals';
import {
  type DdsSimulator,
  type DdsSimulatorOptions,
  openDdsSimulator,
} from '../../../src/sandbox/dds/simulator.ts';

/** Opens simulators for the tests of a file and closes them after each. */
export function openedPerTest(): (options?: DdsSimulatorOptions) => Promise<DdsSimulator> {
  const open: DdsSimulator[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((dds) => dds.close()));
  });
  return async (options = {}) => {
    const dds = await openDdsSimulator(options);
    open.push(dds);
    return dds;
  };
}

/** A clock that stands still until it is moved. */
export function standingClock(start = '2026-01-31T10:00:00.000Z') {
  let now = new Date(start);
  return {
    now: () => now,
    advance(ms: number) {
      now = new Date(now.getTime() + ms);
    },
  };
}

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
