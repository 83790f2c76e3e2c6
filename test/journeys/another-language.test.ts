import { afterEach, expect, test } from '@jest/globals';
import { english } from '../../src/slack/words/en.ts';
import { anotherLanguage, foreignIn } from '../slack/words/another-language.ts';
import { cardIn, formOf } from './modals.ts';
import { GWEN, MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const SAYS = /^(?:chat\.|views\.|response_url)/;

/** Everything that the bot has sent for people to read. */
function sent(): readonly unknown[] {
  const { apiCalls, deliveries } = stage.slack;
  const calls = apiCalls.filter(({ method }) => SAYS.test(method));
  return [...calls.map(({ args }) => args), ...deliveries.map(({ ackBody }) => ackBody)];
}

/** Resolves once this person has been told one thing more. */
async function toldAfter(user: string, act: () => Promise<unknown>): Promise<void> {
  const { slack } = stage;
  const before = slack.ephemeralsOf(user).length;
  await act();
  await slack.until(() => slack.ephemeralsOf(user)[before]);
}

test('in another language, from a list to an outcome, nobody reads a word of English', async () => {
  const words = anotherLanguage(english);
  const env = { EMERGENCY_APPROVAL: 'on', APPROVERS: `${MAYA},${OMAR}`, REQUIRE_REASON: 'on' };
  stage = await openStage({ speed: 10, env, slackPace: { words } });
  const { slack, dds } = stage;
  const label = (name: keyof typeof words.buttons) => words.buttons[name].text;

  for (const typed of ['help', 'status', 'history', 'history 99', 'no-id', ''])
    await toldAfter(MAYA, () => slack.command(MAYA, OPS, `/dds-cancel ${typed}`));
  const list = slack.ephemeralsOf(MAYA).at(-1);
  await slack.press(MAYA, {
    channel: OPS,
    ts: list?.ts ?? '',
    action_id: 'request_cancellation_0',
  });
  const form = await formOf(stage, MAYA);
  await slack.submitView(MAYA, form.id, { reason: ' ' });
  await slack.submitView(MAYA, form.id, { reason: '1' });
  const card = await cardIn(stage, OPS);

  await toldAfter(GWEN, () => stage.press(GWEN, label('approve'), card));
  await stage.press(OMAR, label('reject'), card);
  const rejecting = await formOf(stage, OMAR, 'reject');
  await slack.submitView(OMAR, rejecting.id, { reason: ' ' });
  await slack.submitView(OMAR, rejecting.id, { reason: '2' });
  await slack.until(() => stage.cardNow(card).includes('ask_again'));
  await stage.press(MAYA, label('askAgain'), card);
  const again = await formOf(stage, MAYA);
  await slack.submitView(MAYA, again.id, { reason: '3' });
  const second = await cardIn(stage, OPS, [card]);

  await stage.press(MAYA, label('approve'), second);
  const alone = await formOf(stage, MAYA, 'emergency');
  const confirmation = { confirmation: 'no' };
  await slack.submitView(MAYA, alone.id, { reason: { reason: ' ' }, confirmation });
  await stage.press(OMAR, label('approve'), second);
  await slack.until(() => dds.cancellations.length === 1);
  // Two events were told of the first request; four are of the second.
  await slack.until(() => slack.thread(second.channel, second.ts).length === 5);
  await slack.until(() => !stage.cardNow(second).includes('"button"'));

  expect(sent().length).toBeGreaterThan(20);
  expect(foreignIn(sent())).toEqual([]);
});
