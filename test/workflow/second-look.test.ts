import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { DOWN, NO_ANSWER } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

const MUCH_LATER_MS = 120_000;

/** The next post goes unanswered, and arrives between the look for it and the second post. */
function arrivesAfterTheLook(what: 'card' | 'trail'): void {
  const [post, find] = (
    { card: ['postCard', 'findCard'], trail: ['postTrail', 'findTrail'] } as const
  )[what];
  const { [post]: posts, [find]: finds } = rig.slack;
  let arrive: () => unknown = () => undefined;
  Object.assign(rig.slack, {
    [post]: async (...asked: never[]) => {
      arrive = () => (posts as (...asked: never[]) => unknown)(...asked);
      Object.assign(rig.slack, { [post]: posts });
      return NO_ANSWER;
    },
    [find]: async (...asked: never[]) => {
      Object.assign(rig.slack, { [find]: finds });
      const found = await (finds as (...asked: never[]) => unknown)(...asked);
      await arrive();
      return found;
    },
  });
}

/** After which events this message was the card, or became it by an edit. */
async function shownAt(standing: (typeof rig.slack.messages)[number] | undefined) {
  const cards = (await rig.journal.postings('r1')).filter(({ kind }) => kind === 'card');
  return cards
    .filter(({ message }) => message !== null && message.ts === standing?.message.ts)
    .map(({ number }) => number);
}

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

test('of two the one that the journal knows stays', async () => {
  await rig.ask(bot);
  arrivesAfterTheLook('trail');
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  await rig.clock.advance(15_000);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn', '2 withdrawn']);
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

test('of two cards the one stays that has the thread and was brought up to date meanwhile, though it is the later', async () => {
  arrivesAfterTheLook('card');
  await rig.ask(bot);
  await rig.clock.advance(15_000);
  expect(rig.posted()).toEqual(['card', 'card', '1 requested']);
  const [, second] = rig.slack.messages;
  expect(await rig.press(bot, 'U_LEAD', APPROVE)).toEqual({ answer: 'done' });
  expect(rig.slack.edits.at(-1)).toBe('cancelled');
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 approved', '3 attempted', '4 cancelled']);
  expect(rig.slack.messages[0]).toEqual(second);
  expect(await shownAt(second)).toEqual([1, 2, 3, 4]);
  expect(await rig.journal.unfinished()).toEqual([]);
});

describe('of a request that ended before its card was posted again', () => {
  beforeEach(async () => {
    const { postCard } = rig.slack;
    rig.slack.postCard = async () => {
      Object.assign(rig.slack, { postCard, down: true });
      return NO_ANSWER;
    };
    await rig.ask(bot);
    rig.dds.task = aTask({ status: 'Running' });
    await rig.clock.advance(MUCH_LATER_MS);
    expect(await rig.events()).toEqual(['requested', 'closed']);
    rig.slack.down = false;
  });

  test('the card that shows the end stays, and not the earlier one', async () => {
    const { findCard, postCard } = rig.slack;
    rig.slack.findCard = async (...asked) => {
      Object.assign(rig.slack, { findCard });
      const found = await findCard(...asked);
      await postCard(asked[0]);
      return found;
    };
    await rig.clock.advance(MUCH_LATER_MS);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 closed']);
    expect(await shownAt(rig.slack.messages[0])).toEqual([2]);
  });

  test('the earlier card that arrives after all, when Slack has refused another for good, is brought up to date', async () => {
    rig.slack.fates.push({ posted: 'never', error: 'restricted_action' });
    await rig.clock.advance(30_000);
    expect(rig.slack.told).toEqual(['U_ASKER: restricted_action, closed']);
    await rig.slack.postCard(await rig.request());
    await rig.clock.advance(MUCH_LATER_MS);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 closed']);
    expect(rig.slack.edits).toEqual(['closed']);
    expect(rig.slack.told).toHaveLength(1);
  });
});

describe('a bot that starts later', () => {
  async function startLater(): Promise<void> {
    await bot.engine.close();
    bot = rig.start();
    for (const id of await rig.journal.unfinished()) bot.engine.wake(id);
  }

  test('takes the look that the one before it could not take, and only once', async () => {
    await rig.ask(bot);
    rig.slack.fates.push({ arrivesAfterMs: 20_000 });
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await rig.clock.advance(20_000);
    await startLater();
    await rig.clock.advance(14_999);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn', '2 withdrawn']);
    await rig.clock.advance(1);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
    expect(await rig.journal.unfinished()).toEqual([]);
    bot.engine.wake('r1');
    await rig.clock.advance(MUCH_LATER_MS);
    expect(rig.slack.looks).toHaveLength(2);
  });
});

test('a post that Slack did not take when it was posted again is still looked for once it is there', async () => {
  rig.slack.fates.push({ arrivesAfterMs: 20_000 }, { ...DOWN, retryAfterMs: 1_000 });
  await rig.ask(bot);
  await rig.clock.advance(20_000);
  expect(rig.posted()).toEqual(['card', '1 requested', 'card']);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested']);
  expect(await rig.press(bot, 'U_LEAD', APPROVE)).toEqual({ answer: 'done' });
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

test('a trail message that arrives after all, when Slack has refused it for good, is what the journal knows', async () => {
  await rig.ask(bot);
  rig.slack.fates.push({ arrivesAfterMs: 20_000 }, { posted: 'never', error: 'restricted_action' });
  await rig.press(bot, 'U_ASKER', WITHDRAW);
  await rig.clock.advance(MUCH_LATER_MS);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  const known = await rig.journal.postings('r1');
  expect(known.find(({ kind, number }) => kind === 'trail' && number === 2)).toMatchObject({
    ...{ message: rig.slack.messages.at(-1)?.message, refused: null },
  });
});
