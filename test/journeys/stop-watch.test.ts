import { afterEach, expect, test } from '@jest/globals';
import { clicksOf } from './clicks-counted.ts';
import { cardIn, formOf } from './modals.ts';
import { BOTH_TRANSPORTS, IRIS, MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

test.each([
  ...BOTH_TRANSPORTS.map((transport) => [transport, 'on', 3] as const),
  ...BOTH_TRANSPORTS.map((transport) => [transport, 'off', 2] as const),
])(
  'over %s, from an alert to an approved cancellation, a reason being required: %s, it takes the requester %i clicks and the approver 2',
  async (transport, REQUIRE_REASON, clicks) => {
    stage = await openStage({ transport, speed: 3, env: { REQUIRE_REASON } });
    const { slack, dds, task } = stage;
    const alert = slack.say(IRIS, OPS, `Resize of orders-prod is planned, job ${task.jobId}`);

    await slack.shortcut(MAYA, 'cancel_dds_task_in_message', alert);
    const form = await formOf(stage, MAYA);
    const typed = REQUIRE_REASON === 'on' ? { reason: 'wrong size' } : {};
    await slack.submitView(MAYA, form.id, typed);
    const card = await cardIn(stage, OPS);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');

    expect(dds.task(task.jobId).status).toBe('Canceled');
    expect(clicksOf(slack, MAYA)).toBe(clicks);
    expect(clicksOf(slack, OMAR)).toBe(2);
  },
);
