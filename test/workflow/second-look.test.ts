import { beforeEach, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

const MUCH_LATER_MS = 120_000;

test('a trail message that arrives after it was posted again is deleted', async () => {
  await rig.ask(bot);
  rig.slack.fates.push({ arrivesAfterMs: 20_000 });
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  await rig.clock.advance(20_000);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn', '2 withdrawn']);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  expect(rig.slack.looks).toHaveLength(2);
  expect(rig.clock.timers()).toBe(0);
});

test('of two the older stays, and is what the journal knows', async () => {
  await rig.ask(bot);
  const { findTrail } = rig.slack;
  // It arrives between the look and the second post.
  rig.slack.findTrail = async (...asked) => {
    Object.assign(rig.slack, { findTrail });
    const found = await findTrail(...asked);
    await rig.slack.postTrail(...posted);
    return found;
  };
  let posted: Parameters<typeof rig.slack.postTrail>;
  const { postTrail } = rig.slack;
  rig.slack.postTrail = async (...asked) => {
    posted = asked;
    Object.assign(rig.slack, { postTrail });
    return { posted: 'perhaps', error: 'time-out' };
  };
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  await rig.clock.advance(MUCH_LATER_MS);
  const standing = rig.slack.messages.filter(({ what }) => what === '2 withdrawn');
  expect(standing).toHaveLength(1);
  const known = await rig.journal.postings('r1');
  const posting = known.find(({ kind, number }) => kind === 'trail' && number === 2);
  expect(posting?.message).toEqual(standing[0]?.message);
});

test('a card that arrives after it was posted again is deleted; the one that stays is brought up to date and can be pressed', async () => {
  rig.slack.fates.push({ arrivesAfterMs: 15_000 });
  await rig.ask(bot);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested']);
  expect(await rig.press(bot, 'U_LEAD', APPROVE)).toEqual({ answer: 'done' });
  await rig.clock.advance(1_000);
  expect(rig.slack.edits.at(-1)).toBe('cancelled');
});

test('of two cards the older stays, is brought up to date, and is the one that counts', async () => {
  const { findCard, postCard } = rig.slack;
  rig.slack.postCard = async () => {
    Object.assign(rig.slack, { postCard });
    return { posted: 'perhaps', error: 'time-out' };
  };
  rig.slack.findCard = async (request) => {
    Object.assign(rig.slack, { findCard });
    const found = await findCard(request);
    await postCard(request);
    return found;
  };
  await rig.ask(bot);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested']);
  const known = await rig.journal.postings('r1');
  const cards = known.filter(({ kind }) => kind === 'card').map(({ message }) => message?.ts);
  expect(new Set(cards)).toEqual(new Set([rig.slack.messages[0]?.message.ts]));
  expect(rig.slack.edits).toEqual(['pending']);
});

test('also where the request ended before its card was posted again', async () => {
  const { findCard, postCard } = rig.slack;
  rig.slack.postCard = async () => {
    Object.assign(rig.slack, { postCard, down: true });
    return { posted: 'perhaps', error: 'time-out' };
  };
  await rig.ask(bot);
  rig.dds.task = aTask({ status: 'Running' });
  await rig.clock.advance(MUCH_LATER_MS);
  expect(await rig.events()).toEqual(['requested', 'closed']);
  rig.slack.down = false;
  rig.slack.findCard = async (request) => {
    Object.assign(rig.slack, { findCard });
    const found = await findCard(request);
    await postCard(request);
    return found;
  };
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 closed']);
  expect(rig.slack.edits).toEqual(['closed']);
});

test('while Slack does not answer the second look it is taken again', async () => {
  await rig.ask(bot);
  rig.slack.fates.push({ arrivesAfterMs: 20_000 });
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  await rig.clock.advance(20_000);
  rig.slack.down = true;
  await rig.clock.advance(MUCH_LATER_MS);
  rig.slack.down = false;
  await rig.clock.advance(30_000);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
});

test('a card that arrives after all, when Slack has refused it for good, does not go on asking for approval', async () => {
  rig.slack.fates.push({ arrivesAfterMs: 20_000 }, { posted: 'never', error: 'restricted_action' });
  await rig.ask(bot);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.slack.told).toEqual(['U_ASKER: restricted_action, closed']);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 closed']);
  expect(rig.slack.edits).toEqual(['closed']);
  expect(rig.clock.timers()).toBe(0);
});
