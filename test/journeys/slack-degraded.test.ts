import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { MAYA, openStage, type Stage } from './stage.ts';

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
