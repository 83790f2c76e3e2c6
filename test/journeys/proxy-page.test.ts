import { afterEach, expect, test } from '@jest/globals';
import { openStage, type Stage, TOMO } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

test('an answer in whose place a proxy puts its page, with 200, goes the other way', async () => {
  stage = await openStage();
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  stage.slack.fail({ method: 'response_url' }, 'html page');
  await stage.press(TOMO, 'Withdraw request', card);
  await stage.isTold(TOMO, 'can withdraw this request');
  expect(stage.slack.ephemeralsOf(TOMO).map(({ via }) => via)).toEqual(['chat.postEphemeral']);
});
