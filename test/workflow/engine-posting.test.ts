import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Posting } from '../../src/workflow/posting.ts';
import { ARCHIVED, DOWN, NO_ANSWER } from './fakes.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

const WHOLE_TRAIL = ['card', '1 requested', '2 approved', '3 attempted', '4 cancelled'];

test('what Slack took and the journal could not record is recorded later, without a look or a second post', async () => {
  let refusals = 2;
  const full = {
    ...rig.journal,
    recordPosting: (id: string, posting: Posting) =>
      posting.message !== null && refusals-- > 0
        ? Promise.reject(new Error('disk full'))
        : rig.journal.recordPosting(id, posting),
  };
  await rig.ask(rig.start(full));
  await rig.clock.advance(5_000);
  expect(rig.posted()).toEqual(['card', '1 requested']);
  expect(rig.slack.looks).toEqual([]);
  expect((await rig.journal.postings('r1')).every(({ message }) => message !== null)).toBe(true);
});

describe('Slack and DDS do not wait for each other', () => {
  beforeEach(() => rig.ask(bot));

  test('an outage of Slack does not delay the DELETE, and the trail is whole after it', async () => {
    rig.slack.down = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
    await rig.clock.advance(600_000);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    rig.slack.down = false;
    await rig.clock.advance(30_000);
    expect(rig.posted()).toEqual(WHOLE_TRAIL);
    expect(rig.slack.edits.at(-1)).toBe('cancelled');
  });

  test('a card that cannot be edited for now does not hold up the trail', async () => {
    rig.slack.noEdits = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    expect(rig.posted()).toEqual(WHOLE_TRAIL);
    expect(rig.slack.edits).toEqual([]);
    rig.slack.noEdits = false;
    await rig.clock.advance(30_000);
    expect(rig.slack.edits).toEqual(['cancelled']);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('a Slack that hangs does not delay the DELETE', async () => {
    rig.slack.gate = new Promise(() => undefined);
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
    rig.slack.gate = Promise.resolve();
  });

  test('a DDS that hangs does not delay the card and the trail', async () => {
    let release: () => void = () => undefined;
    rig.dds.gate = new Promise((resolve) => {
      release = resolve;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 approved']);
    expect(rig.slack.edits).toEqual(['approved']);
    release();
    await settle();
    expect(rig.posted()).toEqual(WHOLE_TRAIL);
  });

  test('a bot that starts later posts what another left unposted, and only that', async () => {
    rig.slack.down = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    await bot.engine.close();
    rig.slack.down = false;
    await rig.clock.advance(60_000);
    const next = rig.start();
    for (const id of await rig.journal.unfinished()) next.engine.wake(id);
    await rig.clock.advance(60_000);
    expect(rig.posted()).toEqual(WHOLE_TRAIL);
  });
});

describe('a doubtful post of the trail', () => {
  beforeEach(() => rig.ask(bot));

  test('that had arrived is found after 15 s and not posted again', async () => {
    rig.slack.fates.push('lost');
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await rig.clock.advance(14_999);
    expect(rig.slack.looks).toEqual([]);
    await rig.clock.advance(1);
    expect(rig.slack.looks).toHaveLength(1);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('that had not arrived is posted again, not before 15 s and a look', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await rig.clock.advance(14_999);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    await rig.clock.advance(1);
    expect(rig.slack.looks).toHaveLength(1);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  });

  test('holds back what comes after it, so that the trail stays in order', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
    await rig.clock.advance(14_000);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    await rig.clock.advance(2000);
    expect(rig.posted()).toEqual(WHOLE_TRAIL);
  });

  test('is looked for at growing pauses while Slack is away, as no fault of the engine', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    rig.slack.down = true;
    await rig.clock.advance(3_600_000);
    const looks = rig.slack.looks.map(Number);
    const pauses = looks.slice(1).map((at, index) => at - Number(looks[index]));
    expect(pauses.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    expect(Math.max(...pauses)).toBe(30_000);
    expect(bot.faults).toEqual([]);
    rig.slack.down = false;
    await rig.clock.advance(30_000);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  });

  test('is given up where it can never be looked for, and the requester told', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    rig.slack.isShut = true;
    await rig.clock.advance(15_000);
    expect(rig.slack.told).toEqual(['U_ASKER: is_archived, withdrawn']);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('is not posted while it cannot be looked for', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await rig.clock.advance(10_000);
    rig.slack.down = true;
    await rig.clock.advance(60_000);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    rig.slack.down = false;
    await rig.clock.advance(20_000);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  });

  test('of a bot that died is looked for by the next one', async () => {
    rig.slack.fates.push('lost');
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await bot.engine.close();
    const next = rig.start();
    next.engine.wake('r1');
    await rig.clock.advance(30_000);
    expect(rig.slack.looks).toHaveLength(1);
    expect(rig.posted()).toEqual(['card', '1 requested', '2 withdrawn']);
  });

  test('of a bot that died may have been sent with its last breath: 15 s count from the next start', async () => {
    rig.slack.fates.push('lost');
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await bot.engine.close();
    await rig.clock.advance(14_000);
    rig.start().engine.wake('r1');
    await rig.clock.advance(14_999);
    expect(rig.slack.looks).toEqual([]);
    await rig.clock.advance(1);
    expect(rig.slack.looks).toHaveLength(1);
  });

  test('that had waited long for its turn is in doubt from when its answer failed to come', async () => {
    const { journal, clock } = rig;
    const waiting = rig.start({
      ...journal,
      async recordPosting(request, posting) {
        await journal.recordPosting(request, posting);
        if (posting.kind === 'trail' && posting.message === null) clock.jump(20_000);
      },
    });
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(waiting, 'U_ASKER', WITHDRAW);
    await clock.advance(14_999);
    expect(rig.slack.looks).toEqual([]);
    await clock.advance(1);
    expect(rig.slack.looks).not.toEqual([]);
  });
});

describe('a doubtful post of the card', () => {
  test('that had arrived becomes the card', async () => {
    rig.slack.fates.push('lost');
    expect(await rig.ask(bot)).toEqual({ answer: 'asked' });
    await rig.clock.advance(15_000);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    expect(await rig.press(bot, 'U_LEAD', APPROVE)).toEqual({ answer: 'done' });
  });

  test('that had not arrived is posted after 15 s', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.ask(bot);
    await rig.clock.advance(14_999);
    expect(rig.posted()).toEqual([]);
    await rig.clock.advance(1);
    expect(rig.posted()).toEqual(['card', '1 requested']);
  });

  test('is given up where it can never be looked for: the claim is free and the requester told', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.ask(bot);
    rig.slack.isShut = true;
    await rig.clock.advance(60_000);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'card not posted' });
    expect(rig.slack.told).toEqual(['U_ASKER: is_archived, closed']);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('for a later event than an earlier try was for is waited for just as long', async () => {
    rig.slack.down = true;
    await rig.ask(bot);
    // The request expires with its card unposted, so the next try is for another event.
    await rig.clock.advance(3_660_000);
    rig.slack.down = false;
    rig.slack.fates.push('lost');
    await rig.clock.advance(60_000);
    const [look = 0] = rig.slack.looks.map((at) => at.getTime());
    const sent = rig.slack.messages[0]?.at.getTime() ?? 0;
    expect(look - sent).toBeGreaterThanOrEqual(15_000);
  });
});

describe('a post that Slack certainly did not take', () => {
  test('is repeated without a look, not before Slack asked for', async () => {
    rig.slack.fates.push({ ...DOWN, retryAfterMs: 7000 });
    await rig.ask(bot);
    await rig.clock.advance(6999);
    expect(rig.posted()).toEqual([]);
    await rig.clock.advance(1);
    expect(rig.posted()).toEqual(['card', '1 requested']);
    expect(rig.slack.looks).toEqual([]);
  });

  test('is not repeated early because something else happened to the request', async () => {
    const two = await openRig({ required: 2 });
    const other = two.start();
    await two.ask(other);
    two.slack.fates.push({ ...DOWN, retryAfterMs: 30_000 });
    await two.press(other, 'U_LEAD', APPROVE);
    await two.clock.advance(1000);
    await two.press(other, 'U_OTHER', APPROVE);
    await two.clock.advance(28_000);
    expect(two.posted()).toEqual(['card', '1 requested']);
    await two.clock.advance(1000);
    expect(two.posted().slice(2, 4)).toEqual(['2 approved', '3 approved']);
  });
});

describe('a card that Slack refuses for good', () => {
  test('closes the request, frees the task and tells the requester', async () => {
    rig.slack.fates.push(ARCHIVED);
    expect(await rig.ask(bot)).toEqual({ answer: 'card not posted', error: 'is_archived' });
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'card not posted' });
    expect(rig.slack.told).toEqual(['U_ASKER: is_archived, closed']);
    expect(bot.refusals).toEqual(['is_archived']);
    expect(await rig.ask(bot)).toEqual({ answer: 'asked' });
    expect(rig.posted()).toEqual(['card', '1 requested']);
  });

  test('also where it becomes so only after an outage', async () => {
    rig.slack.fates.push(DOWN, ARCHIVED);
    await rig.ask(bot);
    await rig.clock.advance(5000);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'card not posted' });
    expect(rig.slack.told).toHaveLength(1);
    expect(await rig.journal.unfinished()).toEqual([]);
  });
});
