import { beforeEach, describe, expect, test } from '@jest/globals';
import { listenForCommand } from '../../../src/slack/listeners/command.ts';
import type { Installation } from '../../../src/slack/listeners/installation.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Submitted, Wish } from '../../../src/workflow/submit.ts';
import { createFakeApp, type FakeApp } from './fake-app.ts';

const ID = '3861199d-c196-4791-bcd0-b45fde754f50';
let fake: FakeApp;
let wishes: Wish[];
let outcome: () => Submitted;
let installation: Installation;

beforeEach(() => {
  fake = createFakeApp();
  wishes = [];
  outcome = () => ({ answer: 'asked' });
  installation = { teamId: 'T_OURS', appId: null };
  listenForCommand(fake.app, {
    installation,
    targets: ['orders', 'ledger'],
    submit: async (wish) => {
      wishes.push(wish);
      fake.log.push('submit');
      return outcome();
    },
    show: async ({ user }, { text }) => void fake.log.push(`${user}: ${text}`),
    tells: {
      pending: async (_reader, page) => told(`pending ${page}`),
      status: async () => told('status'),
      history: async (_reader, count) => told(`history ${count}`),
      help: async () => told('help'),
    },
    words: english,
    doubt: {
      words: english,
      isDoubt: (fault) => fault instanceof RangeError,
      log: () => fake.log.push('logged'),
      cutOff: new AbortController().signal,
    },
    linkOf: async ({ channel }) => `https://example.com/${channel}`,
  });
});

function told(text: string) {
  return { text, blocks: [] };
}

async function type(text: string): Promise<string[]> {
  const command = { user_id: 'U_ASKER', channel_id: 'C_OPS', api_app_id: 'A_OURS', text };
  expect(await fake.send('command', '/dds-cancel', { command, respond: null })).toBe(1);
  return fake.log;
}

describe('a command', () => {
  test('teaches the bot which app it is, whose clicks alone count from then on', async () => {
    await type('help');
    expect(installation).toEqual({ teamId: 'T_OURS', appId: 'A_OURS' });
  });

  test('is acked before anything else, and the card says the rest', async () => {
    expect(await type(`${ID} wrong size`)).toEqual(['ack', 'submit']);
    expect(wishes).toEqual([
      { user: 'U_ASKER', channel: 'C_OPS', taskId: ID, target: null, reason: 'wrong size' },
    ]);
  });

  test('may name the target', async () => {
    await type(`${ID} in ledger wrong size`);
    expect(wishes).toMatchObject([{ target: 'ledger', reason: 'wrong size' }]);
  });

  test.each([
    ['', 'pending 1'],
    ['list', 'pending 1'],
    ['status', 'status'],
    ['history 7', 'history 7'],
    ['help', 'help'],
    ['history 0', '/dds-cancel history 5'],
    ['../instances/x', 'not the id of a scheduled task'],
    [`${ID}/..`, 'too long'],
  ])('%j asks for nothing and is answered with %j', async (text, words) => {
    const [acked, answered, ...more] = await type(text);
    expect([acked, more]).toEqual(['ack', []]);
    expect(answered).toMatch(/^U_ASKER: /);
    expect(answered).toContain(words);
    expect(wishes).toEqual([]);
  });

  test('for a task asked for already links to its card where the asker may see that', async () => {
    outcome = () => ({ answer: 'open already', card: { channel: 'C_OPS', ts: '1.000100' } });
    expect((await type(ID)).at(-1)).toContain('https://example.com/C_OPS');
    outcome = () => ({ answer: 'open already', card: null });
    expect((await type(ID)).at(-1)).toContain('is open already.');
  });

  test('about which Slack gave no clear answer says so, and a fault of ours is told apart', async () => {
    outcome = () => {
      throw new RangeError('Slack');
    };
    expect((await type(ID)).at(-1)).toContain('could not check with Slack');
    outcome = () => {
      throw new Error('secret detail');
    };
    expect((await type(ID)).at(-1)).toContain('Something broke on my side');
    expect(fake.log.filter((line) => line === 'logged')).toHaveLength(2);
    expect(fake.log.join()).not.toContain('secret detail');
  });
});
