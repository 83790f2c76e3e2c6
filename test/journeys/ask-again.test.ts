import { afterEach, expect, test } from '@jest/globals';
import { cardIn, filledIn, formOf, modalSays } from './modals.ts';
import { BOTH_TRANSPORTS, GWEN, MAYA, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

test.each(BOTH_TRANSPORTS)(
  'over %s, Ask again on a withdrawn request opens the form filled in, and a new request comes of it',
  async (transport) => {
    stage = await openStage({ transport, speed: 3 });
    const { slack, dds, task } = stage;
    const card = await stage.ask('wrong size');
    await stage.press(MAYA, 'Withdraw', card);
    await slack.until(() => stage.cardNow(card).includes('Ask again'), 15_000);
    const before = stage.cardNow(card);
    const trail = await stage.trailSays(card, 'withdrew');

    await stage.press(TOMO, 'Ask again', card);
    const form = await formOf(stage, TOMO);
    expect(filledIn(form)).toEqual({ reason: 'wrong size', channel: OPS });
    expect(slack.messages(OPS).filter(({ blocks }) => blocks !== undefined)).toEqual([
      expect.objectContaining({ ts: card.ts }),
    ]);
    await slack.submitView(TOMO, form.id, { reason: 'still wrong' });
    const next = await cardIn(stage, OPS, [card]);
    expect(next.text).toContain(`<@${TOMO}>: still wrong`);
    expect([stage.cardNow(card), await stage.trailSays(card, '')]).toEqual([before, trail]);

    await stage.press(OMAR, 'Approve', next);
    await stage.trailSays(next, 'DDS confirmed the cancellation');
    expect(dds.cancellations).toMatchObject([{ jobId: task.jobId }]);
  },
);

test('Ask again on a rejected and on an expired card acts only by its form', async () => {
  stage = await openStage({ speed: 6, env: { APPROVAL_TTL_MINUTES: '0.2' } });
  const { slack, dds, task } = stage;
  const card = await stage.ask();
  await stage.trailSays(card, 'The request expired');
  await slack.until(() => stage.cardNow(card).includes('Ask again'), 15_000);
  const calls = dds.calls.length;
  await stage.press(GWEN, 'Ask again', card);
  await modalSays(stage, GWEN, 'guests of the workspace may not');
  expect(dds.calls).toHaveLength(calls);
  await stage.press(MAYA, 'Ask again', card);
  await formOf(stage, MAYA);
  dds.setStatus(task.jobId, 'Running');
  await stage.press(OMAR, 'Ask again', card);
  await modalSays(stage, OMAR, 'as Running');
  expect(
    slack.messages(OPS).filter(({ metadata }) => metadata?.event_type === 'dds_cancel_card'),
  ).toHaveLength(1);
});

test('while another request for the task is open, Ask again leads to that', async () => {
  stage = await openStage({ speed: 3 });
  const card = await stage.ask();
  await stage.press(MAYA, 'Withdraw', card);
  await stage.slack.until(() => stage.cardNow(card).includes('Ask again'), 15_000);
  const next = await stage.ask();
  await stage.press(MAYA, 'Ask again', card);
  const told = await modalSays(stage, MAYA, 'is open already');
  expect(JSON.stringify(told.source)).toContain(next.ts.replace('.', ''));
});
