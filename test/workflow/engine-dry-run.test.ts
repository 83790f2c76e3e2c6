import { describe, expect, test } from '@jest/globals';
import { TIMED_OUT } from './fakes.ts';
import { APPROVE, cleanUpRigs, openRig, TRY_AGAIN } from './rig.ts';

cleanUpRigs();

async function openInDryRun() {
  const rig = await openRig();
  const bot = rig.startInDryRun();
  await rig.ask(bot);
  return { rig, bot };
}

test('a dry run ends where the DELETE would be sent, with what DDS listed', async () => {
  const { rig, bot } = await openInDryRun();
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(1000);
  expect(rig.dds.deletes).toEqual([]);
  expect((await rig.journal.read('r1'))[0]).toMatchObject({ dryRun: true });
  expect((await rig.journal.read('r1')).at(-1)).toMatchObject({
    ...{ event: 'closed', reason: 'dry run', status: 'Pending' },
  });
});

test('a real request carries no mark of it', async () => {
  const rig = await openRig();
  await rig.ask(rig.start());
  expect((await rig.journal.read('r1'))[0]).not.toHaveProperty('dryRun');
});

test('a DDS that cannot be read is read again, until it can be', async () => {
  const { rig, bot } = await openInDryRun();
  rig.dds.unreadable = true;
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(60_000);
  expect(await rig.request()).toMatchObject({ state: 'approved' });
  rig.dds.unreadable = false;
  await rig.clock.advance(20_000);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'dry run' });
});

test('asked for in dry run, it is not cancelled by a bot that cancels', async () => {
  const { rig, bot } = await openInDryRun();
  await bot.engine.close();
  const real = rig.start();
  await rig.press(real, 'U_LEAD', APPROVE);
  await rig.clock.advance(60_000);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'dry run' });
});

test('an attempt begun in earnest is read back in dry run, and no next one follows', async () => {
  const rig = await openRig();
  const real = rig.start();
  await rig.ask(real);
  rig.dds.answers.push(() => TIMED_OUT);
  await rig.press(real, 'U_LEAD', APPROVE);
  await real.engine.close();
  const dry = rig.startInDryRun();
  dry.engine.wake('r1');
  await rig.clock.advance(180_000);
  expect(rig.dds.deletes).toHaveLength(1);
  expect(await rig.request()).toMatchObject({ state: 'not cancelled', status: 'Pending' });
  expect(await rig.press(dry, 'U_LEAD', TRY_AGAIN)).toMatchObject({
    refusal: { because: 'dry run' },
  });
});

describe('a *Try again* that was journaled before the bot went into dry run', () => {
  async function taken() {
    const rig = await openRig();
    const real = rig.start();
    await rig.ask(real);
    rig.dds.answers.push(...Array.from({ length: 3 }, () => () => TIMED_OUT));
    await rig.press(real, 'U_LEAD', APPROVE);
    await rig.clock.advance(400_000);
    await real.engine.close();
    const request = await rig.request();
    expect(request).toMatchObject({ state: 'not cancelled' });
    await real.recorder.append(request, 'U_LEAD', { event: 'retried' });
    return { rig, sent: rig.dds.deletes.length, dry: rig.startInDryRun() };
  }

  test('still ends', async () => {
    const { rig, sent, dry } = await taken();
    dry.engine.wake('r1');
    await rig.clock.advance(20_000);
    expect(rig.dds.deletes).toHaveLength(sent);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled', status: 'Pending' });
  });

  test('is not called unknown for a read that failed: it is read again', async () => {
    const { rig, dry } = await taken();
    rig.dds.unreadable = true;
    dry.engine.wake('r1');
    await rig.clock.advance(60_000);
    expect(await rig.request()).toMatchObject({ state: 'approved' });
    rig.dds.unreadable = false;
    await rig.clock.advance(20_000);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled', status: 'Pending' });
  });
});
