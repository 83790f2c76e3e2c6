import { expect, test } from '@jest/globals';
import { lineOf } from '../../../src/ops/audit/finding.ts';
import type { TrailMessage } from '../../../src/slack/trail-reader.ts';
import { at, audit, CARD, card, EVENTS, TRAIL, told } from './rig.ts';

function withSecond(patch: Partial<TrailMessage>): string[] {
  const messages = TRAIL.map((each, index) => (index === 1 ? { ...each, ...patch } : each));
  return audit({ messages: [card(), ...messages] });
}

function changed(key: string, value: unknown): TrailMessage['metadata'] {
  const [, second] = TRAIL;
  const payload = { ...second?.metadata?.event_payload, [key]: value };
  return { event_type: 'dds_cancel', event_payload: payload };
}

test("Slack's own mark of an edit is enough", () => {
  expect(withSecond({ isEdited: true })).toEqual([
    'edited: request r1, event 2: Slack says it was edited - C_OPS 102.000000',
  ]);
});

test.each(['event', 'job_id', 'target', 'by', 'at', 'prev', 'hash', 'reason'])(
  'metadata whose %s differs from the journal is an edit',
  (key) => {
    const lines = withSecond({ metadata: changed(key, 'other') });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`edited: request r1, event 2: ${key} is other, in the journal `);
  },
);

test('an own message that lost its metadata is an edit, and its event is missing', () => {
  const lines = withSecond({ metadata: null });
  expect(lines[0]).toMatch(/^missing: request r1, event 2/);
  expect(lines[1]).toMatch(/^edited: an own message without the metadata of an event/);
});

test('metadata that was moved to another request is not in the journal, and its event is missing', () => {
  const lines = withSecond({ metadata: changed('request', 'r9') });
  expect(lines.map((line) => line.split(',')[0])).toEqual([
    'missing: request r1',
    'not in the journal: request r9',
  ]);
});

test('the later of two messages for one event is the duplicate', () => {
  const again = told(EVENTS[1], at(110));
  expect(audit({ messages: [again, card(), ...TRAIL] })).toEqual([
    'duplicate: request r1, event 2: an earlier message tells this event - C_OPS 110.000000',
  ]);
});

test('a message below a later event is out of order', () => {
  expect(withSecond(at(110))).toEqual([
    'out of order: request r1, event 2: it stands below event 4 - C_OPS 110.000000',
  ]);
});

test("a message outside its card's thread is out of order", () => {
  expect(withSecond({ thread: '55.000000' })).toEqual([
    "out of order: request r1, event 2: it stands outside the thread of its request's card - C_OPS 102.000000",
  ]);
});

test('a look-alike of another app is foreign, and stands for nothing', () => {
  const mimic = { isOwn: false, author: 'B_MIMIC' };
  const lines = withSecond(mimic);
  expect(lines[0]).toMatch(/^missing: request r1, event 2/);
  expect(lines[1]).toBe('foreign: B_MIMIC wrote a look-alike of r1 - C_OPS 102.000000');
  expect(audit({ messages: [card(), ...TRAIL, card({ ...at(120), ...mimic })] })).toHaveLength(1);
});

test('what people say in the thread is nobody’s business', () => {
  const talk = card({ ...at(120), thread: CARD.ts, isOwn: false, metadata: null });
  expect(audit({ messages: [card(), ...TRAIL, talk] })).toEqual([]);
});

test('a second card is a duplicate, and a card about another task is an edit', () => {
  expect(audit({ messages: [card(), ...TRAIL, card(at(120))] })).toEqual([
    'duplicate: request r1: there is another card - C_OPS 120.000000',
  ]);
  const payload = { ...card().metadata?.event_payload, job_id: 'other' };
  const metadata = { event_type: 'dds_cancel_card', event_payload: payload };
  expect(audit({ messages: [card({ metadata }), ...TRAIL] })[0]).toMatch(
    /^edited: request r1: the card: job_id is other/,
  );
});

test('a finding is one line, whatever somebody wrote into metadata', () => {
  const evil = '\u001b[2J\nfound nothing';
  const metadata = { event_type: 'dds_cancel', event_payload: { request: evil } };
  const [line] = audit({
    messages: [card(), ...TRAIL, card({ ...at(120), isOwn: false, metadata })],
  });
  expect(line).toMatch(/^foreign: [\x20-\x7e]+$/);
});

test('a permalink takes the place of channel and timestamp', () => {
  const finding = {
    what: 'foreign',
    request: null,
    seq: null,
    detail: 'x',
    message: CARD,
  } as const;
  expect(lineOf(finding, 'https://example.com/p1')).toBe('foreign: x - https://example.com/p1');
});
