import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { MAYA, OMAR, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ speed: 40 });
});
afterEach(() => stage.close());

async function shown(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${stage.bot.port}${path}`)).text();
}

/** Asks `/readyz` until it lists just this. */
async function untilDegraded(...expected: readonly string[]): Promise<void> {
  const wanted = JSON.stringify({ ready: true, degraded: expected });
  while ((await shown('/readyz')).trim() !== wanted);
}

test('a Slack that opens no form for Reject is told to who pressed, and is shown as degraded', async () => {
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  await untilDegraded();
  // Three in a row, with no other call between them.
  stage.slack.fail({ method: 'views.open', times: 3 }, { error: 'token_revoked' });
  for (const _ of [1, 2, 3]) await stage.press(OMAR, 'Reject', card);
  await stage.isTold(OMAR, 'Slack did not let me open the form in time');
  await untilDegraded('slack');
});

test.each<[string, Fault]>([
  ['takes no messages', { status: 503 }],
  ['refuses the token', { error: 'token_revoked' }],
])('a Slack that %s is shown as degraded while messages wait, and no longer', async (_, fault) => {
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  await untilDegraded();
  expect(await shown('/metrics')).toContain('dds_cancel_degraded{what="slack"} 0');

  const end = stage.slack.fail(
    { method: 'chat.postMessage', times: Number.POSITIVE_INFINITY },
    fault,
  );
  await stage.press(MAYA, 'Withdraw request', card);
  await untilDegraded('slack');
  expect(await shown('/metrics')).toContain('dds_cancel_degraded{what="slack"} 1');

  end();
  await stage.trailSays(card, 'withdrew');
  await untilDegraded();
  expect(await shown('/metrics')).toContain('dds_cancel_degraded{what="slack"} 0');
});
