import { beforeEach, describe, expect, test } from '@jest/globals';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { createAnnouncer } from '../../../src/slack/announcer.ts';
import type { EditedMessage, NewMessage, Poster } from '../../../src/slack/web/poster.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Announcer } from '../../../src/workflow/ports.ts';
import type { Message, NotTaken } from '../../../src/workflow/posting.ts';
import { approved, NOON } from '../../request/events.ts';
import { APPROVERS, askedFor, storiesOf, toldBy } from './foreign.ts';

const CARD = { channel: 'C_OPS', ts: '1769860800.000100' };
let posts: NewMessage[];
let removed: Message[];
let duplicates: { readonly message: Message; readonly stays: string | null }[];
/** How the removal of a message goes instead. */
let notRemoved: NotTaken | null;
let asked: [string, Readonly<Record<string, unknown>>][];
/** What stands in the channel or the thread, as Slack lists it. */
let listed: object[];
let announcer: Announcer;
let announcerOf: (dryRun: boolean) => Announcer;
let edits: EditedMessage[];
/** What a call ends in instead. */
let failing: unknown;

beforeEach(() => {
  edits = [];
  failing = null;
  notRemoved = null;
  [posts, removed, duplicates, asked, listed] = [[], [], [], [], []];
  const yes = async (message: Message) => ({ posted: 'yes', message }) as const;
  const poster: Poster = {
    async post(message) {
      posts.push(message);
      return { posted: 'yes', message: { channel: message.channel, ts: '2.000100' } };
    },
    async update(message) {
      edits.push(message);
      return yes(message);
    },
    async remove(message) {
      removed.push(message);
      return notRemoved ?? yes(message);
    },
    postEphemeral: async () => ({ posted: 'yes', message: CARD }),
  };
  const client = new WebClient('xoxb-not-a-token', { slackApiUrl: 'http://127.0.0.1:1/' });
  client.apiCall = async (method, args = {}) => {
    asked.push([method, { ...args }]);
    if (failing !== null) throw failing;
    return { ok: true, messages: listed };
  };
  announcerOf = (dryRun) =>
    createAnnouncer({
      ...{ words: english, client, poster, author: { botId: 'B_OURS', botUserId: 'U_OURS' } },
      approversOf: () => APPROVERS,
      clock: { now: () => NOON, steady: () => 0, after: () => () => undefined },
      consoleUrlOf: () => null,
      dryRun,
      onDuplicate: (_request, message, stays) => duplicates.push({ message, stays }),
    });
  announcer = announcerOf(false);
});

test('the trail goes under the card, and outcomes and what is loud into the channel too', async () => {
  for (const acts of storiesOf('x')) {
    const { request, event } = toldBy(acts);
    await announcer.postTrail(request, event, CARD, request);
    const isOutcome = [
      ...['cancelled', 'not_cancelled', 'unknown', 'closed', 'emergency_approved'],
    ].includes(event.event);
    expect(posts.at(-1)).toMatchObject({ channel: 'C_OPS', thread_ts: CARD.ts });
    expect(posts.at(-1)?.reply_broadcast).toBe(isOutcome ? true : undefined);
    expect(posts.at(-1)).not.toHaveProperty('inChannel');
  }
});

test('a reminder notifies those who may approve only while there is something to decide', async () => {
  const opening = askedFor('x');
  const { request: pending, event } = toldBy([opening, ['bot', 1800, { event: 'reminded' }]]);
  const decided = toldBy([opening, approved()]).request;
  await announcer.postTrail(pending, event, CARD, pending);
  expect(posts.at(-1)?.text).toContain('Asked to decide: <!subteam^S_OPS>, <@U_LEAD>, <@U_OTHER>.');
  await announcer.postTrail(pending, event, CARD, decided);
  expect(posts.at(-1)?.text).not.toMatch(/<[@!]/);
});

const request = toldBy(storiesOf('x')[0] ?? []).request;

test('what cannot be said in the channel goes to the requester and to nobody else', async () => {
  await announcer.tellRequester(request, 'is_archived');
  expect(posts.map(({ channel }) => channel)).toEqual(['U_ASKER']);
});

test('a bot in dry run says so on every card and directly, also of what was asked for before', async () => {
  await announcerOf(true).updateCard(request, CARD);
  await announcerOf(true).tellRequester(request, 'is_archived');
  await announcer.updateCard(request, CARD);
  expect(edits.map(({ text }) => text.startsWith('Dry run: '))).toEqual([true, false]);
  expect(posts[0]?.text).toContain('Dry run: ');
});

function message(ts: string, payload: object, patch: object = {}): object {
  return {
    ts,
    bot_id: 'B_OURS',
    metadata: { event_type: 'dds_cancel', event_payload: payload },
    ...patch,
  };
}

describe('a trail message is found', () => {
  const mine = { request: 'r1', seq: 2 };

  test('by request and number, among own messages of the thread only', async () => {
    listed = [
      message('5.0', { request: 'r2', seq: 2 }),
      message('6.0', { request: 'r1', seq: 3 }),
      message('7.0', mine, { bot_id: 'B_ELSE' }),
      message('8.0', mine, { metadata: { event_type: 'other', event_payload: mine } }),
    ];
    expect(await announcer.findTrail('r1', 2, CARD, null)).toBeNull();
    listed.push(message('9.0', mine));
    expect(await announcer.findTrail('r1', 2, CARD, null)).toEqual({ channel: 'C_OPS', ts: '9.0' });
    expect(asked[0]).toMatchObject(['conversations.replies', { ts: CARD.ts }]);
    expect(removed).toEqual([]);
  });

  test('as the oldest of two; the later one is deleted and told of', async () => {
    listed = [message('1769860802.000100', mine), message('1769860801.000100', mine)];
    const later = { channel: 'C_OPS', ts: '1769860802.000100' };
    expect(await announcer.findTrail('r1', 2, CARD, null)).toMatchObject({
      ts: '1769860801.000100',
    });
    expect([removed, duplicates]).toEqual([[later], [{ message: later, stays: null }]]);
  });

  test('as the one that is known, be it the later; the other is deleted', async () => {
    const [first, second] = ['1769860801.000100', '1769860802.000100'];
    const known = { channel: 'C_OPS', ts: second };
    listed = [message(first, mine), message(second, mine)];
    expect(await announcer.findTrail('r1', 2, CARD, known)).toEqual(known);
    expect(removed).toEqual([{ channel: 'C_OPS', ts: first }]);
    const metadata = { event_type: 'dds_cancel_card', event_payload: { request: 'r1' } };
    listed = [message(first, {}, { metadata }), message(second, {}, { metadata })];
    expect(await announcer.findCard(request, known)).toEqual(known);
    expect(removed).toHaveLength(2);
  });

  test('as the one that is known, also where Slack does not list it yet', async () => {
    listed = [message('1769860801.000100', mine)];
    const known = { channel: 'C_OPS', ts: '1769860802.000100' };
    expect(await announcer.findTrail('r1', 2, CARD, known)).toEqual(known);
    expect(removed).toEqual([{ channel: 'C_OPS', ts: '1769860801.000100' }]);
  });

  test('later, where Slack does not remove the later one yet', async () => {
    listed = [message('1769860802.000100', mine), message('1769860801.000100', mine)];
    notRemoved = { posted: 'not yet', error: 'ratelimited', retryAfterMs: 2_000 };
    expect(await announcer.findTrail('r1', 2, CARD, null)).toEqual(notRemoved);
    expect(duplicates).toEqual([]);
    notRemoved = { posted: 'never', error: 'cant_delete_message' };
    expect(await announcer.findTrail('r1', 2, CARD, null)).toMatchObject({
      ts: '1769860801.000100',
    });
    expect(duplicates).toMatchObject([{ stays: 'cant_delete_message' }]);
  });
});

test.each([
  [
    new WebAPIPlatformError({ ok: false, error: 'not_in_channel' }),
    { posted: 'never', error: 'not_in_channel' },
  ],
  [new Error('no answer'), { posted: 'not yet', retryAfterMs: null }],
])('a look that fails tells whether another one is worth while: %s', async (fault, taken) => {
  failing = fault;
  expect(await announcer.findTrail('r1', 2, CARD, null)).toMatchObject(taken);
  expect(await announcer.findCard(request, null)).toMatchObject(taken);
});

test('a card of another request, another app or another kind of message is not taken for it, nor deleted', async () => {
  const metadata = (event_type: string, id: string) => ({
    metadata: { event_type, event_payload: { request: id } },
  });
  listed = [
    message('1769860801.0', {}, metadata('dds_cancel_card', 'r2')),
    message('1769860802.0', {}, { ...metadata('dds_cancel_card', 'r1'), bot_id: 'B_ELSE' }),
    message('1769860803.0', {}, metadata('dds_cancel', 'r1')),
  ];
  expect(await announcer.findCard(request, null)).toBeNull();
  expect(removed).toEqual([]);
});

test('a card is found in the channel by its request, from a day before it was asked for, for a clock can be hours ahead of Slack’s', async () => {
  const metadata = { event_type: 'dds_cancel_card', event_payload: { request: 'r1' } };
  listed = [message('1769860801.000100', {}, { metadata })];
  expect(await announcer.findCard(request, null)).toEqual({
    channel: 'C_OPS',
    ts: '1769860801.000100',
  });
  expect(asked[0]).toMatchObject(['conversations.history', { oldest: '1769774400' }]);
});
