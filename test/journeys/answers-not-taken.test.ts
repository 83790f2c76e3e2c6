import { afterEach, expect, test } from '@jest/globals';
import { openStage, type Stage, TOMO } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

test.each([
  ['a page of some proxy', 'html page'],
  ['an error', { error: 'internal_error' }],
  ['an error, told the other way round', { status: 200, body: '{"error":"x", "ok": false}' }],
] as const)('an answer that is answered with 200 and %s goes the other way', async (_, fault) => {
  stage = await openStage();
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  stage.slack.fail({ method: 'response_url' }, fault);
  await stage.press(TOMO, 'Withdraw request', card);
  await stage.isTold(TOMO, 'can withdraw this request');
  expect(stage.slack.ephemeralsOf(TOMO).map(({ via }) => via)).toEqual(['chat.postEphemeral']);
});
