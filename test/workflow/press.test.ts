import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, REJECT, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
  await rig.ask(bot);
});

const CARD = { channel: 'C_OPS', ts: '1.000100' };
const press = { user: 'U_LEAD', request: 'r1', revision: 1, card: CARD };

describe('a press is not taken', () => {
  test.each([
    ['on another message', { card: { ...CARD, ts: '9.000100' } }],
    ['in another channel', { card: { ...CARD, channel: 'C_ELSE' } }],
    ['for a request that does not exist', { request: 'r9' }],
  ])('%s', async (_where, patch) => {
    expect(await bot.presses.decide({ ...press, ...patch }, APPROVE)).toEqual({
      answer: 'not a card',
    });
    expect(await bot.presses.checkAgain({ ...press, ...patch })).toEqual({ answer: 'not a card' });
    expect(await rig.events()).toEqual(['requested']);
  });

  test('on a trail message of the very request', async () => {
    const [, trail] = rig.slack.messages;
    if (trail === undefined) throw new Error('There is no trail.');
    expect(await bot.presses.decide({ ...press, card: trail.message }, APPROVE)).toEqual({
      answer: 'not a card',
    });
  });

  test('with an older revision, though its text says the same', async () => {
    rig.dds.task = aTask({ kind: 'REBOOT' });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(await bot.presses.decide(press, APPROVE)).toMatchObject({
      refusal: { because: 'older card' },
    });
  });

  test('from the requester, a guest, or somebody not on the list', async () => {
    rig.people.kinds.set('U_OTHER', 'guest');
    const because = async (user: string) => rig.press(bot, user, APPROVE);
    expect(await because('U_ASKER')).toMatchObject({ refusal: { because: 'own request' } });
    expect(await because('U_OTHER')).toMatchObject({ refusal: { why: 'guest' } });
    expect(await because('U_STRANGER')).toMatchObject({ refusal: { why: 'not listed' } });
    expect(rig.dds.deletes).toEqual([]);
  });

  test('while Slack gives no clear answer about the person', async () => {
    rig.people.inDoubt = true;
    await expect(rig.press(bot, 'U_LEAD', APPROVE)).rejects.toThrow('no clear answer');
    await expect(rig.press(bot, 'U_LEAD', REJECT)).rejects.toThrow('no clear answer');
    expect(await rig.events()).toEqual(['requested']);
  });

  test('after expiry, even where no timer ran because the machine was asleep', async () => {
    rig.clock.jump(3_600_000);
    expect(await rig.press(bot, 'U_LEAD', APPROVE)).toMatchObject({
      refusal: { because: 'expired' },
    });
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'expired' });
  });
});

test('a card can be pressed before Slack has answered the call that posted it', async () => {
  rig = await openRig();
  bot = rig.start();
  let answer: () => void = () => undefined;
  rig.slack.gate = new Promise((resolve) => {
    answer = resolve;
  });
  const asking = rig.ask(bot);
  await settle();
  const pressing = bot.presses.decide(press, APPROVE);
  await settle();
  answer();
  expect(await pressing).toEqual({ answer: 'done' });
  await asking;
});

test('a card whose post got no answer is in doubt until it was looked for, and never denied', async () => {
  rig = await openRig();
  bot = rig.start();
  rig.slack.fates.push('lost');
  await rig.ask(bot);
  expect(await bot.presses.decide(press, APPROVE)).toEqual({ answer: 'card in doubt' });
  await rig.clock.advance(15_000);
  expect(await bot.presses.decide(press, APPROVE)).toEqual({ answer: 'done' });
});

describe('who is first decides', () => {
  test('of two approvals at the same moment one counts, and one DELETE is sent', async () => {
    const both = ['U_LEAD', 'U_OTHER'].map((user) => rig.press(bot, user, APPROVE));
    const answers = await Promise.all(both);
    expect(answers).toContainEqual({ answer: 'done' });
    expect(answers).toContainEqual(
      expect.objectContaining({ refusal: { because: 'decided already' } }),
    );
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('of a double click one counts', async () => {
    await Promise.all([1, 2, 3].map(() => rig.press(bot, 'U_LEAD', APPROVE)));
    expect(await rig.events()).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('of an approval and a rejection at the same moment one stands', async () => {
    const other = rig.start(await rig.reopened());
    await Promise.all([rig.press(bot, 'U_OTHER', REJECT), rig.press(other, 'U_LEAD', APPROVE)]);
    const events = await rig.events();
    const isRejected = events.includes('rejected');
    expect(rig.dds.deletes).toHaveLength(isRejected ? 0 : 1);
    expect(events.filter((event) => event === 'attempted')).toHaveLength(isRejected ? 0 : 1);
  });
});

test('after the end of a request nothing is appended to it, by whomever', async () => {
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  const data = { event: 'attempted', attempt: 1 } as const;
  await expect(bot.recorder.append(await rig.request(), 'bot', data)).rejects.toThrow(
    'has ended: withdrawn',
  );
  expect(await rig.events()).toEqual(['requested', 'withdrawn']);
});

describe('while DDS cannot be read, an approved request', () => {
  beforeEach(async () => {
    rig.dds.unreadable = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
  });

  test('can be withdrawn by its requester only, and is then never attempted', async () => {
    expect(await rig.press(bot, 'U_OTHER', WITHDRAW)).toMatchObject({
      refusal: { because: 'only the requester' },
    });
    expect(await rig.press(bot, 'U_ASKER', WITHDRAW)).toEqual({ answer: 'done' });
    rig.dds.unreadable = false;
    await rig.clock.advance(60_000);
    expect(rig.dds.deletes).toEqual([]);
  });

  test('can be rejected, and is then never attempted', async () => {
    expect(await rig.press(bot, 'U_OTHER', REJECT)).toEqual({ answer: 'done' });
    rig.dds.unreadable = false;
    await rig.clock.advance(60_000);
    expect(rig.dds.deletes).toEqual([]);
    expect(await rig.request()).toMatchObject({ state: 'rejected', why: 'not today' });
  });
});

describe('where two must approve', () => {
  beforeEach(async () => {
    rig = await openRig({ required: 2 });
    bot = rig.start();
    await rig.ask(bot);
    await rig.press(bot, 'U_LEAD', APPROVE);
  });

  test('one person does not count twice', async () => {
    expect(await rig.press(bot, 'U_LEAD', APPROVE)).toMatchObject({
      refusal: { because: 'you approved already' },
    });
    expect(rig.dds.deletes).toEqual([]);
  });

  test('an earlier approver who may no longer is dropped at the last approval', async () => {
    rig.people.approvers.delete('U_LEAD');
    await rig.press(bot, 'U_OTHER', APPROVE);
    expect(await rig.request()).toMatchObject({ state: 'pending', approvers: ['U_OTHER'] });
    expect(rig.dds.deletes).toEqual([]);
    rig.people.approvers.add('U_THIRD');
    await rig.press(bot, 'U_THIRD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('two last approvals at the same moment both count, once each', async () => {
    rig.people.approvers.add('U_THIRD');
    await Promise.all(['U_OTHER', 'U_THIRD'].map((user) => rig.press(bot, user, APPROVE)));
    await settle();
    expect(rig.dds.deletes).toHaveLength(1);
    const { approvers } = await rig.request();
    expect(new Set(approvers).size).toBe(approvers.length);
  });
});
