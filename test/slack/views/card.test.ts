import { describe, expect, test } from '@jest/globals';
import { objectsIn } from '../../../src/sandbox/slack/block-kit/walk.ts';
import { cardView, type MessageView } from '../../../src/slack/views/card.ts';
import { english } from '../../../src/slack/words/en.ts';
import { type Act, afterNoon, approved, asked, aTask, attempted } from '../../request/events.ts';
import { aRequest, STATES } from '../../request/facts.ts';
import {
  APPROVERS,
  askedFor,
  CONSOLE,
  faultsOf,
  HOSTILE,
  LONG,
  storiesOf,
  toldBy,
} from './foreign.ts';

function viewOf(acts: readonly Act[], now = afterNoon(100)): MessageView {
  const { request } = toldBy(acts);
  return cardView(english, request, { approvers: APPROVERS, consoleUrl: CONSOLE, now });
}

function cardOf(state: (typeof STATES)[number], now = afterNoon(100)): MessageView {
  const facts = { approvers: APPROVERS, consoleUrl: CONSOLE, now };
  return cardView(english, aRequest(state), facts);
}

function buttonsOn({ blocks }: MessageView): unknown[] {
  return objectsIn(blocks).flatMap(({ type, action_id }) => (type === 'button' ? [action_id] : []));
}

const BUTTONS: Readonly<Record<(typeof STATES)[number], readonly string[]>> = {
  pending: ['approve', 'reject', 'withdraw'],
  approved: ['reject', 'withdraw'],
  cancelling: [],
  cancelled: [],
  'not cancelled': ['try_again', 'ask_again'],
  unknown: ['check_again'],
  rejected: ['ask_again'],
  withdrawn: ['ask_again'],
  closed: [],
  retried: [],
};
const SAYS: Readonly<Record<(typeof STATES)[number], readonly string[]>> = {
  pending: ['Cancel this scheduled task?', 'Approvals: 0 of 1', '<!subteam^S_OPS>', 'Until'],
  approved: ['waiting for DDS', '<@U_LEAD> approved at 2026-01-31 12:01 UTC'],
  cancelling: [
    '<@U_LEAD> approved at 2026-01-31 12:01 UTC. Attempt 1 began at 2026-01-31 12:01 UTC',
  ],
  cancelled: ['Cancelled', 'DDS confirmed the cancellation at 2026-01-31 12:01 UTC'],
  'not cancelled': ['Not cancelled', 'As of 2026-01-31 12:01 UTC DDS listed the task as Pending'],
  unknown: ['Outcome unknown', 'There is no un-cancel', 'Task Center'],
  rejected: ['Rejected', '<@U_LEAD> rejected at 2026-01-31 12:01 UTC: not today'],
  withdrawn: ['Withdrawn', '<@U_ASKER> withdrew the request'],
  closed: ['Closed: started', 'DDS listed the task as Running'],
  retried: ['waiting for DDS'],
};

describe.each(STATES)('the card of a request that is %s', (state) => {
  test('has exactly the buttons that can do something', () => {
    expect(buttonsOn(cardOf(state))).toEqual(BUTTONS[state]);
  });

  test('says how it stands, and what of, in `text` too', () => {
    const { text } = cardOf(state);
    for (const part of [...SAYS[state], aTask().id, 'orders-db', 'change of instance class'])
      expect(text).toContain(part);
  });

  test('is a message that Slack takes', () => {
    expect(faultsOf(cardOf(state))).toEqual([]);
    expect(cardOf(state).text.length).toBeLessThan(4000);
  });
});

describe('what the card says is true', () => {
  test('after *Try again* nobody approved at the time of the retry', () => {
    // Approved at 12:01:00; tried again at 12:01:20, here an hour later.
    const { request } = toldBy([
      ...[asked(), approved('U_LEAD', 60)],
      ['bot', 61, { event: 'attempted', attempt: 1 }],
      ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }],
      ['U_ASKER', 1800, { event: 'retried' }],
    ]);
    const facts = { approvers: APPROVERS, consoleUrl: CONSOLE, now: afterNoon(1801) };
    expect(cardView(english, request, facts).text).not.toContain('approved at 2026-01-31 12:30');
  });

  test('of two approvers each approved at a time of their own', () => {
    const { text } = viewOf([asked({ required: 2 }), approved('U_A', 60), approved('U_B', 1800)]);
    expect(text).not.toContain('<@U_A>, <@U_B> approved at 2026-01-31 12:30');
  });

  test('a changed task shows what it was and what it is', () => {
    const task = aTask({ kind: 'REBOOT', plannedStart: '2026-02-01T18:00:00.000Z' });
    const { text } = viewOf([asked(), approved(), ['bot', 70, { event: 'task_changed', task }]]);
    expect(text).toContain('restart (REBOOT)');
    expect(text).toContain('first showed change of instance class (RESIZE_FLAVOR)');
    expect(text).toContain('2026-01-31 18:00 UTC');
  });

  test('an upgrade may be a patch, and a resize is not said to be one', () => {
    const NOTE = 'may be a security or stability patch';
    expect(viewOf([asked({ task: aTask({ kind: 'UPGRADE_DATABASE' }) })]).text).toContain(NOTE);
    expect(viewOf([asked()]).text).not.toContain(NOTE);
  });

  test('a planned start that DDS does not tell is not made up', () => {
    const { text } = viewOf([asked({ task: aTask({ plannedStart: null }) })]);
    expect(text).toContain('Planned start: not told by DDS');
  });

  test('after expiry there is nothing to try again, and the task may be asked for anew', () => {
    expect(buttonsOn(cardOf('not cancelled', afterNoon(3600)))).toEqual(['ask_again']);
  });

  test.each([
    [{ event: 'closed', reason: 'expired', status: null }, ['ask_again']],
    [{ event: 'closed', reason: 'gone', status: null }, []],
    [{ event: 'closed', reason: 'finished', status: 'Completed' }, []],
  ] as const)('of a request that ended by %j the buttons are %j', (data, buttons) => {
    expect(buttonsOn(viewOf([asked(), ['bot', 70, data]]))).toEqual(buttons);
  });

  test('what is approved anew after an attempt can be taken back; what is tried again cannot', () => {
    const tried: readonly Act[] = [
      ...[asked(), approved(), attempted()],
      ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }],
      ['U_ASKER', 80, { event: 'retried' }],
    ];
    const task = aTask({ kind: 'REBOOT' });
    const anew: Act = ['bot', 81, { event: 'task_changed', task }];
    expect(buttonsOn(viewOf(tried))).toEqual([]);
    expect(buttonsOn(viewOf([...tried, anew, approved('U_LEAD', 90)]))).toEqual([
      ...['reject', 'withdraw'],
    ]);
  });

  test('a cancellation that nobody had approved anew is told without an approval', () => {
    const cancelled: Act = ['bot', 90, { event: 'cancelled', how: 'listed', callId: null }];
    const task = aTask({ kind: 'REBOOT' });
    const { text } = viewOf([asked(), ['bot', 81, { event: 'task_changed', task }], cancelled]);
    expect(text).toMatch(/^Cancelled\nDDS listed the task as Canceled at 2026-01-31 12:01 UTC\./);
  });

  test('a task that runs by now cannot be asked for anew', () => {
    const ended: Act = ['bot', 70, { event: 'not_cancelled', status: 'Running', fault: null }];
    const view = viewOf([asked(), approved(), attempted(), ended]);
    expect(buttonsOn(view)).toEqual(['try_again']);
  });

  test('it is as of the moment it was made', () => {
    expect(JSON.stringify(viewOf([asked()], afterNoon(7200)).blocks)).toContain(
      'As of 2026-01-31 14:00 UTC',
    );
  });
});

test('its metadata are the request, the task, the target and the revision, and nothing else', () => {
  const changed: Act = ['bot', 70, { event: 'task_changed', task: aTask({ kind: 'REBOOT' }) }];
  expect(viewOf([asked(), approved(), changed]).metadata).toEqual({
    event_type: 'dds_cancel_card',
    event_payload: {
      ...{ request: 'r1', job_id: aTask().id, target: 'ap-southeast-1', revision: 2 },
    },
  });
});

describe.each([
  ['hostile', HOSTILE],
  ['long', LONG],
  ['long and wide', '\u{1F600}'.repeat(3000)],
])('%s foreign text on the card', (_what, text) => {
  test('breaks no limit and becomes no markup, in any state', () => {
    for (const acts of storiesOf(text)) {
      const view = viewOf(acts);
      expect(faultsOf(view)).toEqual([]);
    }
  });

  test('stands in rich text only, where nothing is parsed', () => {
    for (const acts of storiesOf(text)) {
      const parsed = objectsIn(viewOf(acts).blocks).filter(({ type }) => type === 'mrkdwn');
      for (const { text: mrkdwn, verbatim } of parsed) {
        expect(String(mrkdwn)).toMatch(
          /^As of [\d: -]+ UTC\. See the <https:\S+\|console>: [^<]*$/,
        );
        // Slack would else look for bare names such as @here in it.
        expect(verbatim).toBe(true);
      }
    }
  });
});

test('a thousand approvers do not break a limit', () => {
  const users = Array.from({ length: 1000 }, (_, index) => `U${index}000000`);
  const { request } = toldBy([askedFor('x')]);
  const view = cardView(english, request, {
    ...{ approvers: { ...APPROVERS, users }, consoleUrl: null, now: afterNoon(1) },
  });
  expect(faultsOf(view)).toEqual([]);
});
