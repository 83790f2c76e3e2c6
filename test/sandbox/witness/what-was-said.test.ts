import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { OMAR, TOMO } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { CANCELLED, cardOf, type Draft, deleteIn, messageOf, STARTED, WITHDRAWN } from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

type Break = readonly [what: string, breaks: (draft: Draft) => void, named: RegExp];

const TRAIL: readonly Break[] = [
  ['a message missing', (it) => drop(it, messageOf(it, CANCELLED, 3)), /tells the events 1,2,4/],
  [
    'a message twice',
    (it) => void it.slack.messages.push(messageOf(it, WITHDRAWN, 2)),
    /tells the events 1,2,2/,
  ],
  ['two messages the wrong way round', swapLast, /tells the events 1,2,4,3/],
  ['a message edited', edit, /its message was edited/],
  ['another hash in a message', (it) => setPayload(it, 'hash', '0'), /its metadata is not that/],
  ['a field more in a message', (it) => setPayload(it, 'more', '0'), /its metadata is not that/],
  [
    'an outcome hidden in the thread',
    (it) => void Object.assign(messageOf(it, CANCELLED, 4), { reply_broadcast: false }),
    /is not shown in the channel/,
  ],
  [
    'a message about nothing',
    (it) => {
      const stray = { ...messageOf(it, STARTED, 1), ts: '1.000001', thread_ts: undefined };
      it.slack.messages.push(stray);
    },
    /belongs to no event/,
  ],
  ['no card', (it) => drop(it, cardOf(it, CANCELLED)), /it has no card/],
  ['two cards', (it) => void it.slack.messages.push(cardOf(it, CANCELLED)), /it has 2 cards/],
];

const TRUTH: readonly Break[] = [
  ['a status that DDS never held', (it) => say(it, STARTED, 3, 'Running', 'Failed'), /is untrue/],
  [
    'blocks that say another thing than the text',
    (it) => {
      const message = messageOf(it, STARTED, 3);
      message.blocks = JSON.parse(JSON.stringify(message.blocks).replace('Running', 'Failed'));
    },
    /“.*Failed.*” is untrue: DDS held/,
  ],
  [
    'a cancellation not heard of',
    (it) => void Object.assign(deleteIn(it), { status: 403 }),
    /no such DELETE/,
  ],
  [
    'another call id',
    (it) => void Object.assign(deleteIn(it), { requestId: 'other' }),
    /no such DELETE/,
  ],
  ['a cancellation too early', (it) => cancelLater(it), /is untrue: DDS held Pending/],
  ['a card that says so too early', (it) => cancelLater(it), /said “cancelled” at .* held Pending/],
  [
    'an attempt denied',
    (it) =>
      void Object.assign(deleteIn(it), { userAgent: `dds-cancel/${run.requestAt(it, STARTED)}` }),
    /is untrue: a DELETE had been sent/,
  ],
  [
    'another outcome',
    (it) => say(it, CANCELLED, 4, 'Cancelled.', 'Not so.'),
    /is not what cancelled/,
  ],
  ['another time of day', (it) => say(it, CANCELLED, 1, /^.{8}/, '99:00:00'), /is not what/],
  ['another count', (it) => say(it, CANCELLED, 2, '1 of 1', '2 of 2'), /is not what approved says/],
  ['another person', (it) => say(it, CANCELLED, 2, OMAR, 'U0IRIS'), /is not what approved says/],
];

const REST: readonly Break[] = [
  ['buttons left on the card', (it) => showFirst(it, CANCELLED), /still shows the button approve/],
  ['a card left behind', (it) => showFirst(it, WITHDRAWN), /of a request that is withdrawn/],
  ['a click unheard', (it) => void it.slack.deliveries.push(click(it)), /was never answered/],
  [
    'a click not acked',
    (it) => void Object.assign(run.found(it.slack.deliveries[1]), { state: 'operation_timeout' }),
    /ended as operation_timeout/,
  ],
  ['a secret told', (it) => tell(it, `so: ${it.secrets[0]}`), /an answer to U0OMAR holds secret 1/],
  ['a rule of Slack broken', (it) => void it.slack.problems.push('x'), /Slack: x/],
];

test.each([...TRAIL, ...TRUTH, ...REST])('the witness names %s', (_, breaks, named) => {
  const draft = structuredClone(good);
  breaks(draft);
  expect(witness(draft)).toContainEqual(expect.stringMatching(named));
});

test('a click may be forgotten by a bot that was killed right after, and by no other', () => {
  const draft = structuredClone(good);
  const unheard = click(draft);
  draft.slack.deliveries.push(unheard);
  const downFrom = (ms: number) => {
    const from = run.later(unheard.at, ms);
    draft.downs = [{ from, until: run.later(from, 1_000) }];
    return witness(draft);
  };

  expect(downFrom(500)).toEqual([]);
  expect(downFrom(-500)).toEqual([]);
  expect(downFrom(-2_000)).toContainEqual(expect.stringMatching(/was never answered/));
  expect(downFrom(600_000)).toContainEqual(expect.stringMatching(/was never answered/));
});

test('*Check again* is answered by what it finds out, under its own card and after the click', () => {
  const foundOut = new Date(run.eventOf(good, CANCELLED, 4).at);
  const unheard = (place: number, ms: number) => {
    const draft = structuredClone(good);
    const payload = {
      actions: [{ action_id: 'check_again' }],
      container: { message_ts: cardOf(draft, place).ts },
    };
    const at = run.later(foundOut, ms).toISOString();
    draft.slack.deliveries.push({ ...click(draft), userId: TOMO, at, payload });
    return witness(draft).filter((fault) => fault.includes('was never answered'));
  };
  expect(unheard(CANCELLED, -1)).toEqual([]);
  expect(unheard(CANCELLED, 1)).toHaveLength(1);
  expect(unheard(WITHDRAWN, -1)).toHaveLength(1);
});

test('*Check again* that found out takes no answer from another act', () => {
  const draft = structuredClone(good);
  const at = run.later(new Date(run.eventOf(good, CANCELLED, 4).at), -1).toISOString();
  const payload = {
    actions: [{ action_id: 'check_again' }],
    container: { message_ts: cardOf(draft, CANCELLED).ts },
  };
  const checked = { ...click(draft), userId: TOMO, at, payload };
  draft.slack.deliveries.push(checked, { ...checked, id: 100, payload: {} });
  draft.slack.ephemerals.push({
    ...{ channel: 'C0DBOPS', ts: '1.000003', via: 'chat.postEphemeral' },
    ...{ userId: TOMO, at: draft.at.toISOString(), text: 'no', deleted: false },
  });
  expect(witness(draft).filter((fault) => fault.includes('was never answered'))).toEqual([]);
});

type Message = Draft['slack']['messages'][number];

function drop({ slack }: Draft, message: Message): void {
  slack.messages.splice(slack.messages.indexOf(message), 1);
}

function swapLast(draft: Draft): void {
  const moved = messageOf(draft, CANCELLED, 3);
  drop(draft, moved);
  draft.slack.messages.splice(
    draft.slack.messages.indexOf(messageOf(draft, CANCELLED, 4)) + 1,
    0,
    moved,
  );
}

function edit(draft: Draft): void {
  const message = messageOf(draft, CANCELLED, 2);
  message.versions.push(run.found(message.versions[0]));
}

function setPayload(draft: Draft, name: string, value: string): void {
  const { metadata } = messageOf(draft, CANCELLED, 2);
  run.found(metadata).event_payload[name] = value;
}

function say(draft: Draft, place: number, seq: number, was: string | RegExp, is: string): void {
  const message = messageOf(draft, place, seq);
  message.text = message.text.replace(was, is);
}

/** DDS cancels the task only an hour later. */
function cancelLater({ dds }: Draft): void {
  for (const { history } of dds.tasks)
    for (const change of history)
      if (change.status === 'Canceled') change.at = run.later(change.at, 3_600_000);
}

function showFirst(draft: Draft, place: number): void {
  const { versions } = cardOf(draft, place);
  versions.push(run.found(versions[0]));
}

function click({ slack, at }: Draft): Draft['slack']['deliveries'][number] {
  return { ...run.found(slack.deliveries.at(-1)), id: 99, at: run.later(at, 1).toISOString() };
}

function tell({ slack, at }: Draft, text: string): void {
  const where = { channel: 'C0DBOPS', ts: '1.000002', via: 'response_url' } as const;
  slack.ephemerals.push({ ...where, userId: OMAR, at: at.toISOString(), text, deleted: false });
}
