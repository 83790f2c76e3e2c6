import { expect, test } from '@jest/globals';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

cleanUpRigs();

const HALF_AN_HOUR_MS = 31 * 60_000;

/** A real request, met by a bot that was restarted in dry run. */
async function openThenDry(mode: Parameters<typeof openRig>[0] = {}) {
  const rig = await openRig(mode);
  const real = rig.start();
  await rig.ask(real);
  await real.engine.close();
  const dry = rig.startInDryRun();
  dry.engine.wake('r1');
  await rig.clock.advance(1000);
  return { rig, dry };
}

/** The bot is restarted to cancel, and goes on with what it finds. */
async function restartToCancel(rig: Rig, dry: Bot): Promise<Bot> {
  await dry.engine.close();
  const real = rig.start();
  for (const id of await rig.journal.unfinished()) real.engine.wake(id);
  await rig.clock.advance(1000);
  return real;
}

/** Presses what the card showed before, wherever the bot is by now. */
async function pressAsShownDry(rig: Rig, bot: Bot) {
  const shown = (await rig.journal.postings('r1')).find(({ message }) => message !== null);
  const card = shown?.message ?? { channel: '', ts: '' };
  const press = { user: 'U_LEAD', request: 'r1', revision: 1, dryRun: true, card };
  return bot.presses.decide(press, APPROVE);
}

test('a reminder in dry run shows the card as one, and pressed as it was then it cancels nothing', async () => {
  const { rig, dry } = await openThenDry();
  await rig.clock.advance(HALF_AN_HOUR_MS);
  expect(await rig.events()).toEqual(['requested', 'reminded']);
  const shown = (await rig.journal.postings('r1')).find((one) => one.number === 2);
  expect(shown).toMatchObject({ kind: 'card', dryRun: true });
  rig.slack.noEdits = true;
  const real = await restartToCancel(rig, dry);
  expect(await pressAsShownDry(rig, real)).toMatchObject({ refusal: { because: 'older card' } });
  await rig.clock.advance(60_000);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'pending' });
});

test('approved as a dry run it is not cancelled, though the bot is restarted to cancel before it was read', async () => {
  const { rig, dry } = await openThenDry();
  rig.dds.unreadable = true;
  await rig.press(dry, 'U_LEAD', APPROVE);
  expect(await rig.request()).toMatchObject({ state: 'approved' });
  await restartToCancel(rig, dry);
  rig.dds.unreadable = false;
  await rig.clock.advance(60_000);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'dry run' });
});

test('one approval given as for a dry run does not count for a cancellation, with others of a later mode', async () => {
  const { rig, dry } = await openThenDry({ required: 2 });
  await rig.press(dry, 'U_LEAD', APPROVE);
  const real = await restartToCancel(rig, dry);
  await rig.press(real, 'U_OTHER', APPROVE);
  await rig.clock.advance(60_000);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'dry run' });
});

test('approved alone as a dry run it is not cancelled either', async () => {
  const { rig, dry } = await openThenDry({ emergencyApproval: true });
  rig.people.approvers.add('U_ASKER');
  rig.dds.unreadable = true;
  await rig.press(dry, 'U_ASKER', { do: 'approve in emergency', reason: 'nobody is awake' });
  expect(await rig.request()).toMatchObject({ state: 'approved' });
  await restartToCancel(rig, dry);
  rig.dds.unreadable = false;
  await rig.clock.advance(60_000);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'dry run' });
});
