import { beforeEach, describe, expect, test } from '@jest/globals';
import { AskedFault } from '../../src/workflow/asked-fault.ts';
import { aTask } from '../request/events.ts';
import { DOWN } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

/** Nothing was journaled and nothing posted. */
async function expectNoTrace(): Promise<void> {
  expect(await rig.events()).toEqual([]);
  expect(rig.posted()).toEqual([]);
}

describe('a wish that can be granted', () => {
  test('is journaled with what DDS lists, and is a card by the time it is answered', async () => {
    expect(await rig.ask(bot, { reason: 'wrong size' })).toEqual({ answer: 'asked' });
    expect(rig.posted()).toEqual(['card', '1 requested']);
    expect(await rig.request()).toMatchObject({
      ...{ state: 'pending', requester: 'U_ASKER', channel: 'C_OPS', reason: 'wrong size' },
      ...{ task: aTask(), required: 1 },
    });
  });

  test('is open for as long as the configuration says', async () => {
    await rig.ask(bot);
    const { askedAt, expiresAt } = await rig.request();
    expect(expiresAt.getTime() - askedAt.getTime()).toBe(3_600_000);
  });

  test('is also a request while Slack takes no card yet', async () => {
    rig.slack.fates.push(DOWN, DOWN);
    expect(await rig.ask(bot)).toEqual({ answer: 'asked' });
    expect(rig.posted()).toEqual([]);
    await rig.clock.advance(5000);
    expect(rig.posted()).toEqual(['card', '1 requested']);
  });
});

test('a fault that comes once the request is journaled is told as one of a request that is asked', async () => {
  let isJournaled = false;
  const { journal } = rig;
  const breaking = rig.start({
    ...journal,
    async append(end, event) {
      const appended = await journal.append(end, event);
      isJournaled = appended.appended;
      return appended;
    },
    // The engine reads too, and tries again; whoever waits for the answer cannot.
    read: async (request) => {
      if (isJournaled) throw new RangeError('the disk is gone');
      return journal.read(request);
    },
  });
  await expect(rig.ask(breaking)).rejects.toThrow(AskedFault);
  expect(await rig.events()).toEqual(['requested']);
});

describe('before DDS is read at all', () => {
  const refused: readonly (readonly [string, (rig: Rig) => void, object])[] = [
    [
      'a direct message',
      ({ people }) => {
        people.place_ = { kind: 'direct message' };
      },
      { answer: 'direct message' },
    ],
    [
      'a channel without the bot',
      ({ people }) => {
        people.place_ = { kind: 'bot not in channel' };
      },
      { answer: 'bot not in channel' },
    ],
    [
      'an archived channel',
      ({ people }) => {
        people.place_ = { kind: 'archived' };
      },
      { answer: 'archived' },
    ],
    [
      'a guest',
      ({ people }) => {
        people.kinds.set('U_ASKER', 'guest');
      },
      { answer: 'not eligible', why: 'guest' },
    ],
    [
      'a channel shared outside',
      ({ people }) => {
        people.sharedOutside = true;
      },
      { answer: 'not eligible', why: 'channel shared outside' },
    ],
  ];
  test.each(refused)('%s is refused', async (_what, arrange, answer) => {
    arrange(rig);
    expect(await rig.ask(bot)).toEqual(answer);
    expect(rig.dds.reads).toEqual([]);
    await expectNoTrace();
  });

  test('a person about whom Slack gives no clear answer gets none either', async () => {
    rig.people.inDoubt = true;
    await expect(rig.ask(bot)).rejects.toThrow('no clear answer');
    expect(rig.dds.reads).toEqual([]);
    await expectNoTrace();
  });

  test('a channel that the configuration does not name is refused, whoever asks', async () => {
    rig = await openRig({ channels: new Set(['C_ELSE']) });
    bot = rig.start();
    expect(await rig.ask(bot)).toEqual({ answer: 'channel not allowed', channels: ['C_ELSE'] });
    expect([rig.dds.reads, rig.people.asked]).toEqual([[], []]);
    await expectNoTrace();
  });

  test('a missing reason is asked for where one is required', async () => {
    rig = await openRig({ requireReason: true });
    bot = rig.start();
    expect(await rig.ask(bot)).toEqual({ answer: 'reason missing' });
    expect(rig.dds.reads).toEqual([]);
    expect(await rig.ask(bot, { reason: 'wrong size' })).toEqual({ answer: 'asked' });
  });
});

describe('after the look-up', () => {
  test.each(['Running', 'Canceled', 'Suspended'])(
    'a task that is %s is not asked for',
    async (status) => {
      rig.dds.task = aTask({ status });
      expect(await rig.ask(bot)).toEqual({ answer: 'not pending', task: aTask({ status }) });
      await expectNoTrace();
    },
  );

  test('a task that DDS does not list is not found', async () => {
    rig.dds.task = null;
    const without = [aTask().target];
    expect(await rig.ask(bot)).toEqual({ answer: 'not found', lookbackDays: 30, without });
    await expectNoTrace();
  });

  test('a DDS that cannot be read is named, and is not taken for an empty one', async () => {
    rig.dds.unreadable = true;
    expect(await rig.ask(bot)).toMatchObject({
      ...{ answer: 'not found', without: [] },
      unread: [{ target: aTask().target, fault: { kind: 'timed out' } }],
    });
  });

  test('a request that nobody but the requester could approve is not made', async () => {
    rig.people.approvers.clear();
    rig.people.approvers.add('U_ASKER');
    expect(await rig.ask(bot)).toEqual({
      ...{ answer: 'nobody could approve', required: 1, found: 0 },
    });
    await expectNoTrace();
  });
});

describe('a task that is asked for already', () => {
  test('leads to the card of the open request', async () => {
    await rig.ask(bot);
    expect(await rig.ask(bot, { user: 'U_OTHER' })).toEqual({
      ...{ answer: 'open already', card: { channel: 'C_OPS', ts: '1.000100' } },
    });
    expect(rig.posted()).toEqual(['card', '1 requested']);
  });

  test('at the very same moment becomes one request, in one process and in two', async () => {
    const other = rig.start(await rig.reopened());
    const answers = await Promise.all([rig.ask(bot), rig.ask(bot), rig.ask(other), rig.ask(other)]);
    expect(answers.map(({ answer }) => answer).sort()).toEqual([
      ...['asked', 'open already', 'open already', 'open already'],
    ]);
    expect(rig.posted().filter((what) => what === 'card')).toHaveLength(1);
  });

  test('is free again once the request has ended', async () => {
    await rig.ask(bot);
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    expect(await rig.ask(bot)).toEqual({ answer: 'asked' });
    await rig.press(bot, 'U_LEAD', APPROVE, 'r2');
    expect(rig.dds.deletes).toHaveLength(1);
  });
});

test('requests for different tasks at the same moment are all made, one after another in the chain', async () => {
  const ids = ['0', '1', '2', '3'].map((digit) => aTask().id.replace(/.$/, digit));
  const find = rig.dds.find;
  rig.dds.find = async (id) => {
    const reading = await find(id);
    return reading.found === 'listed' ? { ...reading, task: aTask({ id }) } : reading;
  };
  const answers = await Promise.all(ids.map((taskId) => rig.ask(bot, { taskId })));
  expect(answers).toEqual(ids.map(() => ({ answer: 'asked' })));
  // Opening follows the whole hash chain.
  const reopened = await rig.reopened();
  expect(await reopened.unfinished()).toHaveLength(4);
  await reopened.close();
});
