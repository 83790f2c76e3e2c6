import { afterEach, expect, test } from '@jest/globals';
import { createSystemClock } from '../../../src/ops/system-clock.ts';
import {
  openSlackSimulator,
  type SlackSimulator,
  type SlackSimulatorOptions,
} from '../../../src/sandbox/slack/simulator.ts';
import { openSlackApp } from '../../../src/slack/connection/app.ts';
import { createDirectory } from '../../../src/slack/directory/directory.ts';
import { findByMetadata } from '../../../src/slack/web/history.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { createPoster } from '../../../src/slack/web/poster.ts';
import { recordedLog } from '../web/recorded-log.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openWorkspace(options: SlackSimulatorOptions = {}) {
  const slack = await openSlackSimulator({
    people: [
      { id: 'U0ANN', name: 'ann', real_name: 'Ann Example' },
      { id: 'U0BOB', name: 'bob', real_name: 'Bob Example' },
      { id: 'U0EVE', name: 'eve', real_name: 'Eve Example', kind: 'guest (multi-channel)' },
    ],
    channels: [{ id: 'C0OPS', name: 'ops', members: ['U0ANN', 'U0BOB', 'U0EVE'] }],
    ...options,
  });
  closing.push(slack.close);
  return slack;
}

async function openBot(slack: SlackSimulator, staggerMs = 0) {
  const outbox = createOutboxLimiter();
  const bot = await openSlackApp({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    mode: { kind: 'socket', appToken: slack.appToken, staggerMs },
    outbox,
    logger: recordedLog(),
    onError: () => undefined,
  });
  closing.push(outbox.close, () => bot.stop(0));
  bot.app.command('/dds-cancel', async ({ ack }) => await ack('heard'));
  await bot.start();
  return bot;
}

const metadata = { event_type: 'dds_cancel', event_payload: { request: 'r1', seq: 1 } };

test('of commands typed one after the other through five recycles none is lost', async () => {
  const slack = await openWorkspace({ rotateEveryMs: 1_200 });
  await openBot(slack, 400);
  await slack.until(() => slack.connected() === 2);
  const until = performance.now() + 3_500;
  const failed: unknown[] = [];
  while (performance.now() < until) {
    const delivered = await slack.command('U0ANN', 'C0OPS', '/dds-cancel help');
    if (!delivered.acked) failed.push(delivered);
  }
  expect(failed).toEqual([]);
  expect(slack.methodsSeen()).toContain('apps.connections.open');
  const opened = slack.apiCalls.filter(({ method }) => method === 'apps.connections.open');
  expect(opened.length).toBeGreaterThanOrEqual(6);
  expect(slack.problems).toEqual([]);
});

test('a warned connection goes on to serve until its successor is there', async () => {
  const slack = await openWorkspace();
  await openBot(slack);
  await slack.until(() => slack.connected() === 2);
  const gone = slack.rotate({ reason: 'warning', afterMs: 1_500 });
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  while (!isGone) {
    expect(await slack.command('U0ANN', 'C0OPS', '/dds-cancel help')).toMatchObject({
      acked: true,
    });
  }
  await gone;
  expect(await slack.command('U0ANN', 'C0OPS', '/dds-cancel help')).toMatchObject({ acked: true });
});

test('a post that was made although its reply is lost is found by its metadata', async () => {
  const slack = await openWorkspace();
  const { client, identity } = await openBot(slack);
  const poster = createPoster(client);
  slack.fail({ method: 'chat.postMessage' }, 'reset after commit');
  const lost = await poster.post({ channel: 'C0OPS', text: 'Facts', metadata });
  expect(lost).toMatchObject({ posted: 'perhaps' });
  const search = { channel: 'C0OPS', author: identity, oldest: '0' };
  const found = await findByMetadata(client, {
    ...search,
    matches: ({ event_payload }) => event_payload['seq'] === 1,
  });
  expect(found.map(({ message }) => message.ts)).toEqual(
    slack.messages('C0OPS').map(({ ts }) => ts),
  );
  expect(found).toHaveLength(1);
});

test('a thread message broadcast to the channel, an edit and a removal are as Slack wants them', async () => {
  const slack = await openWorkspace();
  const { client } = await openBot(slack);
  const poster = createPoster(client);
  const card = await poster.post({ channel: 'C0OPS', text: 'Card', metadata });
  if (card.posted !== 'yes') throw new Error('not posted');
  const { channel, ts } = card.message;
  const reply = { channel, thread_ts: ts, text: 'Outcome', metadata, reply_broadcast: true };
  expect(await poster.post(reply)).toMatchObject({ posted: 'yes' });
  expect(await poster.update({ channel, ts, text: 'Edited' })).toMatchObject({ posted: 'yes' });
  expect(slack.messages('C0OPS').map(({ text }) => text)).toEqual(['Edited', 'Outcome']);
  expect(await poster.postEphemeral({ channel, user: 'U0ANN', text: 'Aside' })).toMatchObject({
    posted: 'yes',
  });
  expect(await poster.remove({ channel, ts })).toMatchObject({ posted: 'yes' });
  expect(slack.problems).toEqual([]);
});

test('the directory tells members from guests, and closed channels from open ones', async () => {
  const slack = await openWorkspace();
  const { client, identity } = await openBot(slack);
  const list = { users: [], groups: [], channelMembers: true };
  const directory = createDirectory({
    client,
    requesters: list,
    approversOf: () => list,
    teamId: identity.teamId,
    clock: createSystemClock(),
  });
  expect(await directory.standing('U0EVE', 'C0OPS', { approverOf: 'example' })).toEqual({
    kind: 'guest',
    listed: false,
    sharedOutside: false,
  });
  const wanted = { channel: 'C0OPS', target: 'example', except: 'U0ANN', enough: 5 };
  expect(await directory.approversIn(wanted)).toEqual(['U0BOB']);
  slack.addChannel({ id: 'C0OLD', name: 'old', archived: true });
  slack.addChannel({ id: 'C0SECRET', name: 'secret', private: true, botIsMember: false });
  expect(await directory.place('C0OLD')).toEqual({ kind: 'archived' });
  expect(await directory.place('C0SECRET')).toEqual({ kind: 'bot not in channel' });
});
