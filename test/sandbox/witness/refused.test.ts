import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { MAYA, OMAR, OPS, openStage, type Stage } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';
import type { Draft } from './run.ts';

const POLICY = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 };

let stage: Stage;
let good: Draft;
beforeAll(async () => {
  stage = await openStage({ speed: 20 });
  const { slack } = stage;
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  for (const method of ['chat.postMessage', 'chat.update'])
    slack.fail({ method, channel: OPS, times: Number.POSITIVE_INFINITY }, { error: 'is_archived' });
  await stage.press(OMAR, 'Approve', card);
  await slack.until(
    () => slack.directMessages(MAYA).some(({ text }) => /How it stands: Cancelled/.test(text)),
    15_000,
  );
  await slack.until(() =>
    slack.apiCalls.some(({ method, error }) => method === 'chat.update' && error === 'is_archived'),
  );
  const path = stage.env['DATABASE_PATH'] ?? '';
  good = evidenceOf(stage, path, { ...POLICY, onTheWayMs: 2_000 }) as Draft;
}, 60_000);
afterAll(() => stage.close());

test('what Slack refuses for good is well told by a direct message', () => {
  expect(good.slack.messages).toHaveLength(2);
  expect(witness(good)).toEqual([]);
});

test('a card that Slack could have been asked to change must show the end', () => {
  const draft = structuredClone(good);
  draft.slack.failed = draft.slack.failed.filter(({ method }) => method !== 'chat.update');
  expect(witness(draft)).toContainEqual(
    expect.stringMatching(/it says “Cancel this scheduled task\?” of a request that is cancelled/),
  );
});

test.each([
  ['nobody is told directly', (it: Draft) => void it.slack.directMessages.splice(0)],
  ['Slack refused nothing', (it: Draft) => void it.slack.failed.splice(0)],
  [
    'Slack refused only for now',
    (it: Draft) => it.slack.failed.forEach((call) => void Object.assign(call, { error: 'fatal' })),
  ],
])('where %s, a trail that ends early is lost', (_, breaks) => {
  const draft = structuredClone(good);
  breaks(draft);
  expect(witness(draft)).toContainEqual(
    expect.stringMatching(/its trail tells the events 1, its journal holds 1,2,3,4/),
  );
});
