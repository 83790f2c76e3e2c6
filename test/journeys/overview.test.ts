import { afterEach, describe, expect, test } from '@jest/globals';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import { cardIn } from './modals.ts';
import {
  BOTH_TRANSPORTS,
  GWEN,
  IRIS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
  TOMO,
} from './stage.ts';

const PAY = CHANNELS.payments.id;
let stage: Stage;
afterEach(() => stage.close());

/** Types the command, and resolves with the private answer to it. */
async function typed(text: string, user: string = MAYA, channel: string = OPS): Promise<string> {
  const { slack } = stage;
  const before = slack.ephemeralsOf(user).length;
  await slack.command(user, channel, `/dds-cancel ${text}`);
  const answer = await slack.until(() => slack.ephemeralsOf(user)[before], 15_000);
  return String(answer.text);
}

/** One open request in #db-payments, and in #db-ops one that was rejected and one that is open. */
async function openOverview(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ speed: 10, ...options });
  const { slack, dds } = stage;
  const [first, second, third] = dds.tasks().filter(({ status }) => status === 'Pending');
  await slack.command(MAYA, PAY, `/dds-cancel ${first?.jobId}`);
  await cardIn(stage, PAY);
  const rejected = await stage.ask('', second);
  await stage.press(OMAR, 'Reject', rejected);
  const view = await slack.until(() => slack.openViewOf(OMAR));
  await slack.submitView(OMAR, view.id, { reason: 'no' });
  await stage.trailSays(rejected, 'rejected the request');
  const card = await stage.ask('', third);
  // By then Slack has told the bot where the card is.
  await stage.trailSays(card, 'asked to cancel');
}

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  test('status and history tell what the reader may know, with links', async () => {
    await openOverview({ transport });
    const status = await typed('status');
    expect(status).toMatch(/^2 open requests, those of this channel first:\n/);
    const [, here, elsewhere, ...more] = status.split('\n');
    expect(here).toMatch(/^• Waiting for approval: .* asked by <@U0MAYA>, .*<https:\S+\|Card>$/);
    expect(here).not.toContain('<#');
    expect(elsewhere).toContain(`in <#${PAY}>`);
    expect(more).toEqual([]);

    const history = await typed('history');
    const [title, line, ...rest] = history.split('\n');
    expect([title, rest]).toEqual(['The last outcome:', []]);
    expect(line).toMatch(
      /^• Rejected: .* in <#C0DBOPS>, asked by <@U0MAYA>, rejected by <@U0OMAR>, ended <!date.* after \d+ (?:s|min)\. <https:\S+\|Card>$/,
    );
  });
});

describe('what is told of requests', () => {
  test('holds nothing of a private channel that the reader is not in', async () => {
    await openOverview();
    const status = await typed('status', TOMO);
    expect(status).toMatch(/^1 open request,/);
    expect(status).not.toContain(PAY);
    expect(await typed('status', MAYA, PAY)).toMatch(/^2 open requests/);
  });

  test('is nothing for a guest', async () => {
    await openOverview();
    for (const text of ['status', 'history'])
      expect(await typed(text, GWEN)).toBe(
        'I may not tell you about requests: guests of the workspace may not.',
      );
  });

  test('is the last ones only, and more when a number asks for more', async () => {
    stage = await openStage({ speed: 10 });
    const { dds } = stage;
    const tasks = dds.tasks().filter(({ status }) => status === 'Pending');
    for (const task of tasks.slice(0, 3)) {
      const card = await stage.ask('', task);
      await stage.press(MAYA, 'Withdraw', card);
      await stage.trailSays(card, 'withdrew');
    }
    const two = await typed('history 2');
    expect(two.split('\n')).toHaveLength(4);
    expect(two).toContain('For more, type a number: /dds-cancel history 20');
    const all = await typed('history 20');
    expect(all).toMatch(/^The last 3 outcomes:/);
    const named = tasks.slice(0, 3).map(({ instanceName }) => all.indexOf(instanceName));
    expect(named).toEqual(named.toSorted((a, b) => b - a));
    expect(await typed('status')).toContain('No request is open here');
  });

  test('is a kind sentence where the number is none', async () => {
    stage = await openStage({ speed: 10 });
    expect(await typed('history 0')).toContain('/dds-cancel history 5');
    expect(await typed('history')).toContain('No request has ended yet');
  });
});

test.each(BOTH_TRANSPORTS)(
  'over %s, help shows examples, who may approve here, and targets',
  async (transport) => {
    stage = await openStage({ transport, speed: 10 });
    const { slack, dds } = stage;
    const help = await typed('help');
    expect(help).toContain(
      '/dds-cancel 3861199d-c196-4791-bcd0-b45fde754f50 resize at the wrong time',
    );
    expect(help).toContain(`• in ap-southeast-1: <@${OMAR}>, <@${IRIS}>`);
    expect(await typed('help', OMAR)).toContain(`• in ap-southeast-1: <@${IRIS}>`);
    const guest = await typed('help', GWEN);
    expect(guest).toContain('guests of the workspace may not');
    expect(guest).not.toContain(OMAR);
    slack.fail({ method: 'users.info', times: 9 }, { status: 503 });
    const inDoubt = await typed('help', TOMO);
    expect(inDoubt).toContain('/dds-cancel status');
    expect(inDoubt).toContain('could not be checked with Slack');
    expect(dds.calls).toEqual([]);
  },
);
