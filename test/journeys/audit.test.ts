import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { addPendingTask } from '../../src/sandbox/world/cloud.ts';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { auditing, tamper } from './auditing.ts';
import { MAYA, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';

const AUDIT = fileURLToPath(new URL('../../dist/audit.js', import.meta.url));

let stage: Stage;
let card: Message;
beforeEach(async () => {
  stage = await openStage({ speed: 20 });
  card = await stage.ask('wrong size');
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await stage.slack.until(() => stage.cardNow(card).includes('DDS confirmed'));
});
afterEach(() => stage.close());

const verify = () => auditing(stage.env, 'verify');

function trailMessage(seq: number): Message {
  const thread = stage.slack.thread(card.channel, card.ts);
  const found = thread.find(({ metadata }) => metadata?.event_payload['seq'] === seq);
  if (found === undefined) throw new Error(`no message of event ${seq}`);
  return found;
}

function linkTo({ ts }: Message): string {
  return `/archives/${OPS}/p${ts.replace('.', '')}`;
}

test('what the bot left verifies, with figures, while it runs', async () => {
  expect(await verify()).toEqual({
    code: 0,
    lines: [
      'Verified 4 events of 1 request: the chain holds, and Slack agrees with it (5 messages).',
    ],
    told: '',
  });
});

test('as a process it ends by itself, and its exit code tells what it found', async () => {
  const run = () => promisify(execFile)(process.execPath, [AUDIT, 'verify'], { env: stage.env });
  expect((await run()).stdout).toMatch(/^Verified .*\n$/);
  stage.slack.deleteMessage(OPS, trailMessage(3).ts);
  await expect(run()).rejects.toMatchObject({ code: 1 });
  const wrong = { ...stage.env, SLACK_BOT_TOKEN: 'xoxb-wrong' };
  const refused = await auditing(wrong, 'verify');
  expect(refused.code).toBe(78);
  expect(refused.told).toMatch(/^SLACK_BOT_TOKEN was refused by Slack/);
});

test('an edit of the database is named by request and event, and against the trail with a link', async () => {
  tamper(stage.env, `UPDATE events SET event = replace(event, '${OMAR}', '${TOMO}') WHERE seq = 2`);
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^broken chain: request \w+, event 2: edited$/);
  expect(lines[1]).toContain(`by is ${OMAR}, in the journal ${TOMO} - https://`);
  expect(lines[1]).toContain(linkTo(trailMessage(2)));
  expect(lines[2]).toBe('2 findings in 4 events of 1 request.');
});

test('an event cut from the end is found in the trail, and its request has no end', async () => {
  tamper(stage.env, 'DELETE FROM events WHERE seq = 4');
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^not in the journal: request \w+, event 4: the trail has cancelled/);
  expect(lines[0]).toContain(linkTo(trailMessage(4)));
  expect(lines[1]).toMatch(/^without an end: request \w+, event 3/);
});

test('a whole request cut from the end is found in the channel', async () => {
  const another = { jobName: 'REBOOT', instanceName: 'sessions-prod', startsInMinutes: 90 };
  const task = addPendingTask(stage.dds, another, stage.now());
  const second = await stage.ask('also wrong', task);
  await stage.press(MAYA, 'Withdraw', second);
  await stage.trailSays(second, 'withdrew');
  await stage.slack.until(() => stage.cardNow(second).includes('withdrew'));
  const newest = 'request = (SELECT request FROM requests ORDER BY position DESC LIMIT 1)';
  tamper(
    stage.env,
    ['postings', 'events', 'requests']
      .map((table) => `DELETE FROM ${table} WHERE ${newest}`)
      .join(';'),
  );
  const { lines } = await verify();
  expect(lines.filter((line) => line.startsWith('not in the journal'))).toHaveLength(3);
  expect(lines.join()).toContain(linkTo(second));
});

test('a deleted message of the trail is missing, and a deleted card too', async () => {
  stage.slack.deleteMessage(OPS, trailMessage(3).ts);
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^missing: request \w+, event 3: `attempted` .* there no more/);
  expect(lines[0]).toContain(linkTo(card));
  stage.slack.deleteMessage(OPS, card.ts);
  expect((await verify()).lines[0]).toMatch(/^missing: request \w+: the card/);
  for (const seq of [1, 2, 4]) stage.slack.deleteMessage(OPS, trailMessage(seq).ts);
  expect((await verify()).lines.at(-1)).toBe('5 findings in 4 events of 1 request.');
});

test('a message that the bot’s token was used to edit is named', async () => {
  const { ts } = trailMessage(3);
  const body = new URLSearchParams({ channel: OPS, ts, text: 'nothing happened' });
  const authorization = `Bearer ${stage.env['SLACK_BOT_TOKEN']}`;
  await fetch(`${stage.slack.apiUrl}chat.update`, {
    ...{ method: 'POST', body, headers: { authorization } },
  });
  expect((await verify()).lines[0]).toMatch(/^edited: request \w+, event 3: Slack says/);
});

test('look-alikes of another app are foreign, in the thread and in the channel', async () => {
  const metadata = trailMessage(2).metadata;
  if (metadata === undefined) throw new Error('no metadata');
  stage.slack.say(TOMO, OPS, 'approved!', { thread_ts: card.ts, metadata });
  const inChannel = stage.slack.say(TOMO, OPS, 'approved!', { metadata });
  stage.slack.say(TOMO, OPS, 'thank you', { thread_ts: card.ts });
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines.filter((line) => line.startsWith('foreign: B0OTHER'))).toHaveLength(2);
  expect(lines.join()).toContain(linkTo(inChannel));
  expect(lines).toHaveLength(3);
});

test('a thread that cannot be read is named, and nothing in it is called missing', async () => {
  stage.slack.fail({ method: 'conversations.replies' }, { error: 'internal_error' });
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines[0]).toBe(`could not be read: thread ${card.ts} in ${OPS} (internal_error)`);
  expect(lines).toHaveLength(2);
});

test('what the bot journals while Slack is being read is not called missing', async () => {
  const another = { jobName: 'REBOOT', instanceName: 'sessions-prod', startsInMinutes: 90 };
  const second = await stage.ask('', addPendingTask(stage.dds, another, stage.now()));
  await stage.trailSays(second, 'asked to cancel');
  stage.slack.fail({ method: 'conversations.history' }, { delayMs: 700 });
  stage.slack.fail({ method: 'chat.postMessage' }, { delayMs: 1_500 });
  const verifying = verify();
  await stage.press(MAYA, 'Withdraw', second);
  expect((await verifying).lines).toEqual([
    'Verified 6 events of 2 requests: the chain holds, and Slack agrees with it (7 messages).',
  ]);
  await stage.trailSays(second, 'withdrew');
});

test('it waits as long as Slack asks for', async () => {
  stage.slack.fail({ method: 'conversations.replies' }, { rateLimited: 1 });
  const began = performance.now();
  expect(await verify()).toMatchObject({ code: 0 });
  expect(performance.now() - began).toBeGreaterThan(1_000);
});

test('with Slack out of reach the chain is verified all the same', async () => {
  tamper(stage.env, `UPDATE events SET event = replace(event, '${OMAR}', '${TOMO}') WHERE seq = 2`);
  const { code, lines } = await auditing(
    { ...stage.env, SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` },
    'verify',
  );
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^broken chain: request \w+, event 2/);
  expect(lines[1]).toMatch(/^could not be read: Slack could not be reached/);
});
