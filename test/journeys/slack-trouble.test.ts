import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';

describe('when Slack is in trouble', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ speed: 20 });
  });
  afterEach(() => stage.close());

  const seqs = (ts: string) =>
    stage.slack
      .thread(OPS, ts)
      .slice(1)
      .map(({ metadata }) => metadata?.event_payload?.['seq']);
  const posts = () => stage.slack.apiCalls.filter(({ method }) => method === 'chat.postMessage');

  test('a card whose answer was lost is found again, and not posted twice', async () => {
    stage.slack.fail({ method: 'chat.postMessage' }, 'reset after commit');
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    const cards = stage.slack
      .messages(OPS)
      .filter(({ metadata }) => metadata?.event_type === 'dds_cancel_card');
    expect(cards).toHaveLength(1);
    expect(seqs(card.ts)).toEqual([1, 2, 3, 4]);
  });

  test('a trail message whose answer was lost is found again, and the trail stays in order', async () => {
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    stage.slack.fail({ method: 'chat.postMessage', times: 2 }, 'reset after commit');
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(seqs(card.ts)).toEqual([1, 2, 3, 4]);
  });

  test('a post that came to nothing is posted again after a look, once', async () => {
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    stage.slack.fail({ method: 'chat.postMessage' }, 'reset before');
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(stage.slack.methodsSeen()).toContain('conversations.replies');
    expect(seqs(card.ts)).toEqual([1, 2, 3, 4]);
  });

  test('Slack holds up neither the cancellation nor, once it is back, the trail', async () => {
    const { slack, dds } = stage;
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    slack.fail({ method: 'chat.postMessage', times: 4 }, { rateLimited: 1 });
    slack.fail({ method: 'chat.update', times: 4 }, { status: 503 });
    const cancelling = dds.nthCall({ kind: 'cancel' });
    await stage.press(OMAR, 'Approve', card);
    await cancelling;
    expect(seqs(card.ts)).toEqual([1]);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(seqs(card.ts)).toEqual([1, 2, 3, 4]);
    await slack.until(() => stage.cardNow(card).includes('DDS confirmed the cancellation'));
  });

  test.each(['restricted_action', 'is_archived'])(
    'a card that Slack refuses for good (%s) frees the task and is told to the asker',
    async (error) => {
      const { slack, dds, task } = stage;
      slack.fail({ method: 'chat.postMessage', channel: OPS }, { error });
      await slack.command(MAYA, OPS, `/dds-cancel ${task.jobId}`);
      await stage.isTold(MAYA, `Slack did not take the card (${error})`);
      expect(slack.messages(OPS)).toEqual([]);
      expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
      expect(stage.log.join('')).toContain('"event":"closed"');
      const card = await stage.ask();
      await stage.trailSays(card, 'asked to cancel');
    },
  );

  test('a thread that is closed to the bot for good is made up for by one direct message, tried until Slack takes it', async () => {
    const { slack, dds } = stage;
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    const times = Number.POSITIVE_INFINITY;
    slack.fail({ method: 'chat.postMessage', channel: OPS, times }, { error: 'is_archived' });
    slack.fail({ method: 'chat.postMessage', channel: MAYA, times: 2 }, { rateLimited: 1 });
    await stage.press(OMAR, 'Approve', card);
    const told = () => slack.directMessages(MAYA).map(({ text }) => text);
    await slack.until(
      () => told().some((text) => text.includes('How it stands: Cancelled')),
      15_000,
    );
    // One for each state at most, not one for each event.
    expect(told().length).toBeLessThanOrEqual(2);
    slack.clearFaults();
    const before = told();
    await stage.restart();
    await stage.trailSays(await stage.ask('', dds.addTask()), 'asked to cancel');
    expect(told()).toEqual(before);
  });

  test('nothing that was posted is posted again after a restart', async () => {
    const card = await stage.ask();
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    const before = posts().length;
    await stage.restart();
    const next = await stage.ask('', stage.dds.addTask());
    await stage.trailSays(next, 'asked to cancel');
    expect(posts()).toHaveLength(before + 2);
    expect(seqs(card.ts)).toEqual([1, 2, 3, 4]);
  });
});
