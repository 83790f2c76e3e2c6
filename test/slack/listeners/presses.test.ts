import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AnswerPrivately } from '../../../src/slack/listeners/answer.ts';
import { listenForButtons } from '../../../src/slack/listeners/buttons.ts';
import { listenForEmergency } from '../../../src/slack/listeners/emergency.ts';
import { listenForRejection } from '../../../src/slack/listeners/rejection.ts';
import { listenForTheUnknown } from '../../../src/slack/listeners/unknown.ts';
import { emergencyModal } from '../../../src/slack/views/emergency-modal.ts';
import { rejectModal } from '../../../src/slack/views/reject-modal.ts';
import { asText } from '../../../src/slack/views/write.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Press } from '../../../src/workflow/cards.ts';
import type { Pressed, Wanted } from '../../../src/workflow/press.ts';
import { aRequest } from '../../request/facts.ts';
import { createFakeApp, type FakeApp } from './fake-app.ts';

const REQUEST = '3861199d-c196-4791-bcd0-b45fde754f50';
const CARD = { channel: 'C_OPS', ts: '1.000100' };
let fake: FakeApp;
let presses: [string, Press][];
let outcome: Pressed;

beforeEach(() => {
  fake = createFakeApp();
  presses = [];
  outcome = { answer: 'done' };
  const take = async (what: string, press: Press): Promise<Pressed> => {
    fake.log.push('press');
    presses.push([what, press]);
    return outcome;
  };
  const answer: AnswerPrivately = async ({ channel, user }, sentence) => {
    fake.log.push(`${channel} ${user}: ${asText([sentence])}`);
  };
  const deps = {
    answer,
    presses: {
      decide: (press: Press, wanted: Wanted) => take(JSON.stringify(wanted), press),
      checkAgain: (press: Press) => take('check again', press),
    },
    words: english,
    doubt: {
      words: english,
      isDoubt: () => false,
      log: () => fake.log.push('logged'),
      cutOff: new AbortController().signal,
    },
    installation: { teamId: 'T_OURS', appId: 'A_OURS' },
  };
  listenForButtons(fake.app, { ...deps, client: fake.client });
  listenForRejection(fake.app, deps);
  listenForEmergency(fake.app, deps);
  listenForTheUnknown(fake.app, english, answer);
});

const FROM_US = { api_app_id: 'A_OURS', team: { id: 'T_OURS' } };
function click(patch: object = {}) {
  return {
    respond: null,
    body: {
      ...FROM_US,
      ...{ user: { id: 'U_LEAD', team_id: 'T_OURS' }, trigger_id: 'trigger' },
      ...{ channel: { id: 'C_OPS' }, message: { ts: CARD.ts, app_id: 'A_OURS' } },
      actions: [{ value: `${REQUEST}:2` }],
      ...patch,
    },
  };
}

describe('a click', () => {
  test.each([
    ['approve', '{"do":"approve"}'],
    ['withdraw', '{"do":"withdraw"}'],
    ['try_again', '{"do":"try again"}'],
    ['check_again', 'check again'],
  ])('on %s is acked first and handed on once', async (action, wanted) => {
    expect(await fake.send('action', action, click())).toBe(1);
    expect(fake.log).toEqual(['ack', 'press']);
    expect(presses).toEqual([
      [wanted, { user: 'U_LEAD', request: REQUEST, revision: 2, card: CARD }],
    ]);
  });

  test('on reject opens the modal and decides nothing', async () => {
    expect(await fake.send('action', 'reject', click())).toBe(1);
    expect(fake.log).toEqual(['ack', 'open modal']);
  });

  test('on approve opens the modal of an emergency where that is the only way, and says nothing', async () => {
    const refusal = { because: 'only in emergency' } as const;
    outcome = { answer: 'refused', refusal, request: aRequest('pending') };
    expect(await fake.send('action', 'approve', click())).toBe(1);
    expect(fake.log).toEqual(['ack', 'press', 'open modal']);
  });

  test.each(['reject', 'approve'])(
    'on %s, whose modal Slack does not open in time, is told so',
    async (action) => {
      const refusal = { because: 'only in emergency' } as const;
      outcome = { answer: 'refused', refusal, request: aRequest('pending') };
      fake.noModal = 'expired_trigger_id';
      await fake.send('action', action, click());
      expect(fake.log.slice(-2)).toEqual([
        'logged',
        expect.stringContaining('C_OPS U_LEAD: Slack did not let me open the form in time'),
      ]);
    },
  );

  test('on approve opens no modal where it is refused for any other reason', async () => {
    outcome = {
      answer: 'refused',
      refusal: { because: 'own request' },
      request: aRequest('pending'),
    };
    await fake.send('action', 'approve', click());
    expect(fake.log).not.toContain('open modal');
    expect(fake.log.at(-1)).toContain('somebody else must approve');
  });

  test.each([
    ['of another workspace', { team: { id: 'T_ELSE' } }],
    ['for another app', { api_app_id: 'A_ELSE' }],
    ['on a message of another app', { message: { ts: CARD.ts, app_id: 'A_ELSE' } }],
    ['without a message', { message: undefined }],
    ['with a value that is not ours', { actions: [{ value: 'x' }] }],
    ['without an action', { actions: [] }],
  ])('%s is acked, answered and goes no further, whatever the button', async (_what, patch) => {
    for (const action of ['approve', 'reject', 'withdraw', 'try_again', 'check_again'])
      await fake.send('action', action, click(patch));
    expect(presses).toEqual([]);
    expect(fake.log).not.toContain('open modal');
    expect(fake.log.filter((line) => line.includes('Nothing was done'))).toHaveLength(5);
  });

  test.each(['approve_all', 'Approve', 'old_button', ''])(
    'on "%s" is answered as unknown',
    async (action) => {
      expect(await fake.send('action', action, click())).toBe(1);
      expect(fake.log[0]).toBe('ack');
      expect(fake.log[1]).toContain('another version of the bot');
      expect(presses).toEqual([]);
    },
  );
});

describe('a submitted reason', () => {
  function submission(reason: string, patch: object = {}) {
    const modal = rejectModal(english, { request: REQUEST, revision: 2, card: CARD });
    const state = { values: { reason: { reason: { value: reason } } } };
    return {
      body: { ...FROM_US, user: { id: 'U_LEAD', team_id: 'T_OURS' }, ...patch },
      view: { private_metadata: modal.private_metadata, state },
    };
  }

  test('rejects the request of the card that the modal was opened on', async () => {
    expect(await fake.send('view', 'reject', submission('not today'))).toBe(1);
    expect(fake.log).toEqual(['ack', 'press']);
    expect(presses).toEqual([
      [
        '{"do":"reject","reason":"not today"}',
        { user: 'U_LEAD', request: REQUEST, revision: 2, card: CARD },
      ],
    ]);
  });

  test('that is refused gives back what was typed', async () => {
    outcome = { answer: 'refused', refusal: { because: 'expired' }, request: aRequest('pending') };
    await fake.send('view', 'reject', submission('not today'));
    expect(fake.log.at(-1)).toMatch(/expired.* You had typed: not today$/);
  });

  test('that is empty is asked for again in the modal', async () => {
    await fake.send('view', 'reject', submission('  '));
    expect(fake.log).toEqual([expect.stringMatching(/^ack .*"response_action":"errors"/)]);
    expect(presses).toEqual([]);
  });

  test('from another workspace goes no further', async () => {
    await fake.send('view', 'reject', submission('no', { team: { id: 'T_ELSE' } }));
    expect(presses).toEqual([]);
    expect(fake.log.join()).toContain('Nothing was done');
  });
});

describe('a submitted emergency approval', () => {
  function submission(reason: string, confirmation: string, patch: object = {}) {
    const card = { request: REQUEST, revision: 2, card: CARD };
    const { private_metadata } = emergencyModal(english, card, aRequest('pending'));
    const values = {
      reason: { reason: { value: reason } },
      confirmation: { confirmation: { value: confirmation } },
    };
    return {
      body: { ...FROM_US, user: { id: 'U_ASKER', team_id: 'T_OURS' }, ...patch },
      view: { private_metadata, state: { values } },
    };
  }

  test('approves the request of the card that the modal was opened on', async () => {
    expect(await fake.send('view', 'emergency', submission('all asleep', '4f50'))).toBe(1);
    expect(fake.log).toEqual(['ack', 'press']);
    expect(presses).toEqual([
      [
        '{"do":"approve in emergency","reason":"all asleep"}',
        { user: 'U_ASKER', request: REQUEST, revision: 2, card: CARD },
      ],
    ]);
  });

  test('that is not whole is asked for again in the modal', async () => {
    await fake.send('view', 'emergency', submission(' ', 'nope'));
    expect(fake.log).toEqual([
      expect.stringMatching(/^ack .*"errors":\{"reason":.*"confirmation":/),
    ]);
    expect(presses).toEqual([]);
  });

  test('that is refused gives back what was typed', async () => {
    outcome = { answer: 'refused', refusal: { because: 'expired' }, request: aRequest('pending') };
    await fake.send('view', 'emergency', submission('all asleep', '4f50'));
    expect(fake.log.at(-1)).toMatch(/^C_OPS U_ASKER: .*expired.* You had typed: all asleep$/);
  });

  test('from another workspace goes no further', async () => {
    await fake.send('view', 'emergency', submission('why', '4f50', { team: { id: 'T_ELSE' } }));
    expect(presses).toEqual([]);
    expect(fake.log.join()).toContain('Nothing was done');
  });
});

test.each([
  ['view', 'old_view'],
  ['shortcut', 'anything'],
] as const)('an unknown %s is acked, and nothing else', async (kind, name) => {
  expect(await fake.send(kind, name, { body: {} })).toBe(1);
  expect(fake.log).toEqual(['ack']);
});
