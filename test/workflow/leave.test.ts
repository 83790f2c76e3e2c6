import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Leave } from '../../src/workflow/ports.ts';
import { throttled } from './fakes.ts';
import { APPROVE, cleanUpRigs, openRig, type Rig } from './rig.ts';

const MINUTE_MS = 60_000;

cleanUpRigs();
let rig: Rig;
let leaves: Leave[];
beforeEach(async () => {
  rig = await openRig({ ttlMs: MINUTE_MS });
  leaves = [];
  const { rereadThenCancel } = rig.dds;
  rig.dds.rereadThenCancel = (task, id, go) =>
    rereadThenCancel(task, id, async (reading) => {
      const leave = await go(reading);
      if (leave !== null) leaves.push(leave);
      return leave;
    });
});

async function approve(): Promise<void> {
  const bot = rig.start();
  await rig.ask(bot);
  // The first call is not executed, so the attempt goes on while its leave is looked at.
  rig.dds.answers.push(() => throttled(null));
  await rig.press(bot, 'U_LEAD', APPROVE);
}

describe('leave to write a DELETE holds', () => {
  test('for ten seconds after the read that allowed it began', async () => {
    rig.dds.beforeGo = async () => rig.clock.jump(4_000);
    await approve();
    const [leave] = leaves;
    expect(leave?.()).toBe(6_000);
    rig.clock.jump(5_999);
    expect(leave?.()).toBe(1);
    rig.clock.jump(1);
    expect(leave?.()).toBe(0);
  });

  test('until the request expires', async () => {
    const bot = rig.start();
    await rig.ask(bot);
    await rig.clock.advance(MINUTE_MS - 3_000);
    rig.dds.answers.push(() => throttled(null));
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(leaves[0]?.()).toBe(3_000);
  });

  test('not after the machine slept, during which its monotonic clock stood still', async () => {
    await approve();
    expect(leaves[0]?.()).toBe(10_000);
    rig.clock.set(20_000);
    expect(leaves[0]?.()).toBe(0);
  });
});
