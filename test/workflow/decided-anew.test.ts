import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { TIMED_OUT } from './fakes.ts';
import {
  APPROVE,
  type Bot,
  cleanUpRigs,
  openRig,
  REJECT,
  type Rig,
  TRY_AGAIN,
  WITHDRAW,
} from './rig.ts';

cleanUpRigs();
const MINUTE_MS = 60_000;
let rig: Rig;
let bot: Bot;

/** Attempted in vain; then tried again, when the task is another one: it waits for approval once more. */
beforeEach(async () => {
  rig = await openRig({ ttlMs: 120 * MINUTE_MS });
  bot = rig.start();
  await rig.ask(bot);
  rig.dds.answers.push(...Array.from({ length: 3 }, () => () => TIMED_OUT));
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(7 * MINUTE_MS);
  rig.dds.task = aTask({ plannedStart: '2026-01-31T20:00:00.000Z' });
  await rig.press(bot, 'U_LEAD', TRY_AGAIN);
  await rig.clock.advance(5_000);
  expect(await rig.request()).toMatchObject({ state: 'pending', revision: 2, everAttempted: true });
});

const last = async () => (await rig.journal.read('r1')).at(-1);

function listAs(status: string): void {
  rig.dds.task = aTask({ plannedStart: '2026-01-31T20:00:00.000Z', status });
}

/** So that what is approved waits for DDS. */
async function approveAnew(): Promise<void> {
  rig.dds.unreadable = true;
  await rig.press(bot, 'U_OTHER', APPROVE);
  await rig.clock.advance(2_000);
  expect(await rig.request()).toMatchObject({ state: 'approved' });
}

describe('a request whose task changed after an attempt', () => {
  test.each([
    ['Running', 'started'],
    ['Failed', 'finished'],
  ])('ends within a minute or so where DDS lists it as %s', async (status, reason) => {
    listAs(status);
    await rig.clock.advance(2 * MINUTE_MS);
    expect(await last()).toMatchObject({ event: 'closed', reason, status });
  });

  test('ends as cancelled where DDS lists it so: its own call may be why', async () => {
    listAs('Canceled');
    await rig.clock.advance(2 * MINUTE_MS);
    expect(await last()).toMatchObject({ event: 'cancelled', how: 'listed', by: 'bot' });
  });

  test('changes its card where the task changes once more', async () => {
    rig.dds.task = aTask({ kind: 'REBOOT' });
    await rig.clock.advance(2 * MINUTE_MS);
    expect(await rig.request()).toMatchObject({ state: 'pending', revision: 3 });
  });

  test.each([
    ['withdrawn', 'U_ASKER', WITHDRAW],
    ['rejected', 'U_LEAD', REJECT],
  ] as const)(
    'approved anew, is %s as long as nothing was attempted on that',
    async (state, user, wanted) => {
      await approveAnew();
      const sent = rig.dds.deletes.length;
      expect(await rig.press(bot, user, wanted)).toEqual({ answer: 'done' });
      rig.dds.unreadable = false;
      await rig.clock.advance(MINUTE_MS);
      expect(await rig.request()).toMatchObject({ state });
      expect(rig.dds.deletes).toHaveLength(sent);
    },
  );

  test('is not taken back once something was attempted on the new approval', async () => {
    rig.dds.answers.push(() => TIMED_OUT);
    await rig.press(bot, 'U_OTHER', APPROVE);
    for (const [user, wanted] of [
      ['U_ASKER', WITHDRAW],
      ['U_LEAD', REJECT],
    ] as const)
      expect(await rig.press(bot, user, wanted)).toMatchObject({
        refusal: { because: 'decided already' },
      });
  });
});
