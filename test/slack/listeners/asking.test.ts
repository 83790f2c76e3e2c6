import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import { listenForAskAgain } from '../../../src/slack/listeners/ask-again.ts';
import { listenForAskSubmissions } from '../../../src/slack/listeners/ask-submissions.ts';
import type { Modals } from '../../../src/slack/listeners/modals.ts';
import { listenForOffers } from '../../../src/slack/listeners/offers.ts';
import { listenForShortcuts } from '../../../src/slack/listeners/shortcuts.ts';
import { listenForTheUnknown } from '../../../src/slack/listeners/unknown.ts';
import { writeCarried, writeTaskValue } from '../../../src/slack/views/asking/aim.ts';
import { toldModal } from '../../../src/slack/views/asking/modals.ts';
import { asText } from '../../../src/slack/views/write.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Wish } from '../../../src/workflow/submit.ts';
import { NOON } from '../../request/events.ts';
import { aRequest } from '../../request/facts.ts';
import { createManualClock } from '../../workflow/manual-clock.ts';
import { createFakeApp, type FakeApp } from './fake-app.ts';

const CARD = { channel: 'C_OPS', ts: '1.000100' };
const VALUE = writeTaskValue({ id: 'task-1', target: 'north' });
let fake: FakeApp;
let wishes: Wish[];

beforeEach(() => {
  fake = createFakeApp();
  wishes = [];
  const tell = async ({ user }: { user: string }, text: string) =>
    void fake.log.push(`${user}: ${text}`);
  const filled = async (screen: () => Promise<ModalView>) => {
    await screen();
  };
  const modals: Modals = {
    open: (trigger, _to, screen) =>
      filled(screen).then(() => void fake.log.push(`open ${trigger}`)),
    fill: (view, screen) => filled(screen).then(() => void fake.log.push(`fill ${view}`)),
    show: async (view) => void fake.log.push(`show ${view}`),
  };
  const deps = {
    modals,
    answer: (to: { user: string }, ...lines: Parameters<typeof asText>[0]) =>
      tell(to, asText(lines)),
    show: (to: { user: string }, { text }: { text: string }, where?: string) =>
      tell(to, `${where} ${text}`),
    screens: async ({ user, from }: { user: string; from: string | null }, aim: object) => {
      fake.log.push(`screen ${user} ${from} ${JSON.stringify(aim)}`);
      return toldModal(english, []);
    },
    tells: {
      pending: async (_reader: object, page: number) => ({ text: `page ${page}`, blocks: [] }),
    },
    cards: { requestOn: async () => aRequest('withdrawn') },
    admission: {
      obstacleTo: async () => null,
      entryFor: async () => ({ channel: null, obstacle: null }),
    },
    submit: async (wish: Wish, onAsked: () => void = () => undefined) => {
      wishes.push(wish);
      onAsked();
      return { answer: 'asked' } as const;
    },
    linkOf: async () => null,
    words: english,
    doubt: {
      words: english,
      isDoubt: () => false,
      log: () => fake.log.push('logged'),
      cutOff: new AbortController().signal,
    },
    clock: createManualClock(NOON),
    installation: { teamId: 'T_OURS', appId: 'A_OURS' },
  };
  listenForOffers(fake.app, deps);
  listenForAskAgain(fake.app, deps);
  listenForAskSubmissions(fake.app, deps);
  listenForShortcuts(fake.app, deps);
  listenForTheUnknown(fake.app, english, deps.answer);
});

const FROM_US = { api_app_id: 'A_OURS', team: { id: 'T_OURS' } };
const ELSEWHERE: readonly (readonly [string, object])[] = [
  ['of another workspace', { team: { id: 'T_ELSE' } }],
  ['for another app', { api_app_id: 'A_ELSE' }],
];

function click(value: string, patch: object = {}) {
  return {
    respond: null,
    body: {
      ...FROM_US,
      ...{ user: { id: 'U_ASKER', team_id: 'T_OURS' }, trigger_id: 'trigger' },
      ...{ channel: { id: 'C_OPS' }, actions: [{ value }] },
      ...patch,
    },
  };
}

describe('a choice from the list', () => {
  test('in a private message opens a modal, and asks for nothing', async () => {
    expect(await fake.send('action', 'request_cancellation_3', click(VALUE))).toBe(1);
    expect(fake.log).toEqual([
      'ack',
      'screen U_ASKER C_OPS {"for":"task","id":"task-1","target":"north","reason":null}',
      'open trigger',
    ]);
    expect(wishes).toEqual([]);
  });

  test('in a modal goes on in that modal, from the channel that it carries', async () => {
    const aim = { for: 'list', page: 1, ids: null } as const;
    const view = { id: 'V1', private_metadata: writeCarried({ aim, from: 'C_PAY' }) };
    await fake.send('action', 'request_cancellation_0', click(VALUE, { view, channel: undefined }));
    expect(fake.log.slice(1)).toEqual([expect.stringContaining('U_ASKER C_PAY'), 'fill V1']);
  });

  test.each([
    ...ELSEWHERE,
    ['with a value that is not ours', { actions: [{ value: 'x' }] }],
    ['in a modal that is not ours', { view: { id: 'V1', private_metadata: 'x' } }],
  ])('%s goes no further', async (_what, patch) => {
    await fake.send('action', 'request_cancellation_0', click(VALUE, patch));
    expect(fake.log).toEqual(['ack', expect.stringContaining('Nothing was done')]);
  });
});

describe('a page turned', () => {
  test('in a private message replaces it', async () => {
    expect(await fake.send('action', 'offers_next', click('2'))).toBe(1);
    expect(fake.log).toEqual(['ack', 'U_ASKER: instead page 2']);
  });

  test.each(ELSEWHERE)('%s goes no further', async (_what, patch) => {
    await fake.send('action', 'offers_next', click('2', patch));
    expect(fake.log).toEqual(['ack', expect.stringContaining('Nothing was done')]);
  });
});

describe('Ask again', () => {
  const message = { ts: CARD.ts, app_id: 'A_OURS' };

  test('opens the form with what was asked before', async () => {
    expect(await fake.send('action', 'ask_again', click('abc:1', { message }))).toBe(1);
    expect(fake.log.slice(0, 2)).toEqual([
      'ack',
      expect.stringMatching(/^screen U_ASKER C_OPS .*"target":"ap-southeast-1"/),
    ]);
    expect(wishes).toEqual([]);
  });

  test.each([
    ...ELSEWHERE,
    ['on a message of another app', { message: { ...message, app_id: 'A_ELSE' } }],
    ['with a value that is not ours', { message, actions: [{ value: 'x' }] }],
  ])('%s goes no further', async (_what, patch) => {
    await fake.send('action', 'ask_again', click('abc:1', { message, ...patch }));
    expect(fake.log).toEqual(['ack', expect.stringContaining('Nothing was done')]);
  });
});

describe('a submitted form', () => {
  const aim = { for: 'task', id: 'task-1', target: 'north', reason: null } as const;
  function submission(patch: object = {}, private_metadata = writeCarried({ aim, from: 'C_OPS' })) {
    const values = {
      reason: { reason: { value: ' wrong size ' } },
      channel: { channel: { selected_conversation: 'C_PAY' } },
    };
    return {
      body: { ...FROM_US, user: { id: 'U_ASKER', team_id: 'T_OURS' }, ...patch },
      view: { id: 'V1', private_metadata, state: { values } },
    };
  }

  test('asks in the channel that was chosen', async () => {
    expect(await fake.send('view', 'ask', submission())).toBe(1);
    expect(fake.log).toEqual(['ack']);
    expect(wishes).toEqual([
      {
        ...{ user: 'U_ASKER', channel: 'C_PAY', taskId: 'task-1', target: 'north' },
        reason: 'wrong size',
      },
    ]);
  });

  test.each(ELSEWHERE)('%s asks for nothing', async (_what, patch) => {
    await fake.send('view', 'ask', submission(patch));
    expect(fake.log).toEqual([expect.stringContaining('Nothing was done')]);
    expect(wishes).toEqual([]);
  });

  test('that carries what is not ours asks for nothing', async () => {
    await fake.send('view', 'ask', submission({}, 'x'));
    const list = writeCarried({ aim: { for: 'list', page: 1, ids: null }, from: null });
    await fake.send('view', 'ask', submission({}, list));
    expect(wishes).toEqual([]);
  });
});

test('every act of asking has exactly one listener, and what is like it none but the last', async () => {
  const acts = [
    ...['request_cancellation_9', 'offers_previous', 'ask_again', 'request_cancellation_10'],
    ...['offers_last', 'ask_again_2', 'xrequest_cancellation_1'],
  ];
  for (const act of acts)
    expect([act, await fake.send('action', act, click('x'))]).toEqual([act, 1]);
  const unknown = fake.log.filter((line) => line.includes('another version of the bot'));
  expect(unknown).toHaveLength(4);
});
