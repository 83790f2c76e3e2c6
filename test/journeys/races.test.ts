import { afterEach, describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import {
  BOTH_TRANSPORTS,
  IRIS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

let stage: Stage;
let card: Message;
afterEach(() => stage.close());

async function asked(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options);
  card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
}

/** Presses what the card showed when it was posted, as a client does that has not caught up. */
function click(user: string, action_id: string, twice = false) {
  const at = { channel: OPS, ts: card.ts, action_id: 'withdraw' };
  const options = { confirm: true as const, forgeAction: { action_id }, staleMessage: card, twice };
  return stage.slack.press(user, at, options);
}

/** Opens the form now, and answers how it is sent later. */
async function rejection(user: string) {
  await stage.press(user, 'Reject', card);
  const { id } = await stage.slack.until(() => stage.slack.openViewOf(user));
  return (options = {}) =>
    stage.slack.submitView(user, id, { reason: { reason: 'not today' } }, options);
}

function trail(): string {
  const replies = stage.slack.thread(OPS, card.ts).slice(1);
  return replies.map(({ text }) => text).join('\n');
}

const DECISIONS = {
  [OMAR]: `<@${OMAR}> approved`,
  [IRIS]: `<@${IRIS}> rejected`,
  [MAYA]: `<@${MAYA}> withdrew`,
};

test.each(BOTH_TRANSPORTS)(
  'over %s, whoever loses a race of approve, reject and withdraw is told who won it',
  async (transport) => {
    await asked({ transport });
    const reject = await rejection(IRIS);
    await Promise.all([click(OMAR, 'approve'), reject(), click(MAYA, 'withdraw')]);
    await stage.trailSays(card, /DDS confirmed|rejected the request|withdrew/);
    for (const [user, decision] of Object.entries(DECISIONS)) {
      if (trail().includes(decision)) continue;
      const told = await stage.isTold(user, 'settled before your click');
      const winners = Object.values(DECISIONS).filter((other) => trail().includes(other));
      expect(winners.some((winner) => told.includes(winner))).toBe(true);
    }
  },
);

describe('a click that comes too late changes nothing, and is told who decided what', () => {
  test('an approval after a rejection', async () => {
    await asked();
    await (await rejection(IRIS))();
    await stage.trailSays(card, 'rejected the request');
    await click(OMAR, 'approve');
    await stage.isTold(OMAR, new RegExp(`<@${IRIS}> rejected at .*: not today`));
    expect(stage.dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
    // Nobody else hears of it.
    expect([IRIS, MAYA].flatMap((user) => stage.slack.ephemeralsOf(user))).toEqual([]);
  });

  test('a rejection, whose form was open, after the cancellation', async () => {
    await asked();
    const reject = await rejection(IRIS);
    await click(OMAR, 'approve');
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    await reject();
    await stage.isTold(IRIS, new RegExp(`<@${OMAR}> approved at .*; DDS confirmed the cancell`));
    expect(trail()).not.toContain('rejected');
  });

  test('a withdrawal after the cancellation', async () => {
    await asked();
    await click(OMAR, 'approve');
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    await click(MAYA, 'withdraw');
    await stage.isTold(MAYA, `<@${OMAR}> approved at`);
    expect(trail()).not.toContain('withdrew');
  });

  test('a rejection and a withdrawal after the expiry', async () => {
    await asked({ env: { APPROVAL_TTL_MINUTES: '0.2' } });
    const reject = await rejection(IRIS);
    await stage.trailSays(card, 'The request expired.');
    await Promise.all([reject(), click(MAYA, 'withdraw')]);
    await stage.isTold(IRIS, 'the time to approve and cancel was over');
    await stage.isTold(MAYA, 'the time to approve and cancel was over');
  });

  test('the second of two who try again', async () => {
    await asked({ speed: 40, env: { DDS_TIMEOUT_MS: '400' } });
    stage.dds.revokePermission('cancel');
    await click(OMAR, 'approve');
    await stage.trailSays(card, 'Not cancelled.');
    stage.dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    await click(MAYA, 'try_again');
    await stage.trailSays(card, `<@${MAYA}> asked to try again`);
    await click(IRIS, 'try_again');
    await stage.isTold(IRIS, `<@${OMAR}> approved at`);
    await stage.isTold(IRIS, `<@${MAYA}> asked to try again at`);
  }, 30_000);

  test('a rejection of a card that has changed meanwhile', async () => {
    await asked();
    const reject = await rejection(IRIS);
    stage.dds.changeTask(stage.task.jobId, { jobName: 'REBOOT' });
    await click(OMAR, 'approve');
    await stage.trailSays(card, 'All approvals became void.');
    await reject();
    await stage.isTold(IRIS, 'has changed since you saw it');
    expect(trail()).not.toContain('rejected');
  });
});

describe.each(BOTH_TRANSPORTS)('over %s, what Slack delivers twice counts once', (transport) => {
  test('a click', async () => {
    await asked({ transport });
    await click(OMAR, 'approve', true);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail().match(/approved \(1 of 1\)/g)).toHaveLength(1);
    expect(stage.dds.calls.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
    // Whoever clicked once is not told that they were too late.
    expect(stage.slack.ephemeralsOf(OMAR)).toEqual([]);
  });

  test('a form', async () => {
    await asked({ transport });
    await (await rejection(IRIS))({ twice: true });
    await stage.trailSays(card, 'rejected the request');
    expect(trail().match(/rejected the request/g)).toHaveLength(1);
    expect(stage.slack.ephemeralsOf(IRIS)).toEqual([]);
  });
});

test('a form that names another request than the card it was opened on is refused', async () => {
  await asked();
  const first = card;
  card = await stage.ask('', stage.dds.addTask());
  const [, value = ''] = /"value":"([0-9a-f]+:1)"/.exec(stage.cardNow(first)) ?? [];
  const other = value.slice(0, value.indexOf(':'));
  const [, own = ''] = /"value":"([0-9a-f]+):1"/.exec(stage.cardNow(card)) ?? [];
  await stage.press(IRIS, 'Reject', card);
  const view = await stage.slack.until(() => stage.slack.openViewOf(IRIS));
  const forged = String(view.source['private_metadata']).replaceAll(own, other);
  expect(forged).toContain(other);
  const options = { forgeView: { private_metadata: forged } };
  await stage.slack.submitView(IRIS, view.id, { reason: { reason: 'no' } }, options);
  await stage.isTold(IRIS, 'does not belong to a request that I know');
  expect(stage.slack.thread(OPS, first.ts)).toHaveLength(2);
});
