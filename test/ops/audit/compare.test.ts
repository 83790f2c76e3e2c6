import { describe, expect, test } from '@jest/globals';
import { approved, asked, attempted, story } from '../../request/events.ts';
import { audit, CARD, card, EVENTS, posting, row, TRAIL, told } from './rig.ts';

const ROWS = EVENTS.map(row);

test('what the bot leaves has no finding', () => {
  expect(audit({})).toEqual([]);
});

describe('in the journal', () => {
  test('an edited event is named, and so is what the trail says of it', () => {
    const [, second] = ROWS;
    const edited = { ...EVENTS[1], by: 'U_EVIL' } as (typeof EVENTS)[number];
    const lines = audit({ rows: ROWS.map((each) => (each === second ? row(edited) : each)) });
    expect(lines).toEqual([
      'broken chain: request r1, event 2: edited',
      'edited: request r1, event 2: by is U_LEAD, in the journal U_EVIL - C_OPS 102.000000',
    ]);
  });

  test('what is no event any more is named alone, and does not stop the rest', () => {
    const rows = ROWS.map((each) => (each.seq === 2 ? { ...each, event: null } : each));
    expect(audit({ rows, messages: [card(), ...TRAIL.slice(0, 3)] })).toEqual([
      'broken chain: request r1, event 2: edited',
      'missing: request r1, event 4: `cancelled` is not in the trail: the bot has no record that it was posted - C_OPS 100.000000',
    ]);
  });

  test('an event cut out of the middle is named by the chain and by the trail', () => {
    const lines = audit({ rows: ROWS.filter(({ seq }) => seq !== 2) });
    expect(lines[0]).toBe('broken chain: request r1, event 3: gap');
    expect(lines[1]).toMatch(/^not in the journal: request r1, event 2: the trail has approved/);
    expect(lines).toHaveLength(2);
  });

  test('an event cut from the end shows in the trail alone', () => {
    expect(audit({ rows: ROWS.slice(0, 3) })).toEqual([
      'not in the journal: request r1, event 4: the trail has cancelled at 2026-01-31T12:01:02.000Z - C_OPS 104.000000',
      'without an end: request r1, event 3: its last event is `attempted` at 2026-01-31T12:01:01.000Z; it expires at 2026-01-31T13:00:00.000Z',
    ]);
  });

  test('a whole request cut from the end is named with its card and every message', () => {
    const lines = audit({ rows: [], postings: new Map() });
    expect(lines[0]).toBe('not in the journal: request r1: the card - C_OPS 100.000000');
    expect(lines.filter((line) => line.startsWith('not in the journal'))).toHaveLength(5);
  });

  test.each([
    ['pending', [asked()]],
    ['approved', [asked(), approved()]],
    ['under way', [asked(), approved(), attempted()]],
    ['unknown', [asked(), approved(), ['bot', 63, { event: 'unknown', fault: null }]]],
    ['pending and reminded', [asked(), ['bot', 63, { event: 'reminded' }]]],
  ] as const)('a request that is %s has no end', (_, acts) => {
    const events = story(acts);
    const messages = [card(), ...events.map((event) => told(event))];
    const lines = audit({ rows: events.map(row), messages });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^without an end: request r1, event/);
  });

  test('not cancelled is an end', () => {
    const events = story([
      asked(),
      ['bot', 9, { event: 'not_cancelled', status: 'Running', fault: null }],
    ]);
    const messages = [card(), ...events.map((event) => told(event))];
    expect(audit({ rows: events.map(row), messages })).toEqual([]);
  });
});

describe('of what Slack lacks', () => {
  test('a message that was posted and is gone is named with its card', () => {
    const postings = new Map([
      ['r1', [posting('card', { message: CARD }), posting('trail', { number: 3, message: CARD })]],
    ]);
    const messages = [card(), ...TRAIL.filter((_, index) => index !== 2)];
    expect(audit({ messages, postings })).toEqual([
      'missing: request r1, event 3: `attempted` is not in the trail: it was posted, and is there no more - C_OPS 100.000000',
    ]);
  });

  test('a message that Slack refused is missing, and the line says why', () => {
    const postings = new Map([
      [
        'r1',
        [
          posting('card', { message: CARD }),
          posting('trail', { number: 4, refused: 'is_archived' }),
        ],
      ],
    ]);
    const lines = audit({ messages: [card(), ...TRAIL.slice(0, 3)], postings });
    expect(lines[0]).toContain('Slack refused it for good (is_archived)');
  });

  test('a card that was deleted is named, though its thread is whole', () => {
    expect(audit({ messages: TRAIL })).toEqual([
      'missing: request r1: the card: it was posted, and is there no more',
    ]);
  });

  test('a card that Slack never took lacks nothing, for the chain says so', () => {
    const events = story([
      asked(),
      ['bot', 1, { event: 'closed', reason: 'card not posted', status: null }],
    ]);
    const postings = new Map([['r1', [posting('card', { refused: 'is_archived' })]]]);
    expect(audit({ rows: events.map(row), messages: [], postings })).toEqual([]);
  });

  test('an event younger than the reading of Slack is not yet missing', () => {
    const messages = [card(), ...TRAIL.slice(0, 3)];
    expect(audit({ messages, isExpected: ({ seq }) => seq < 4 })).toEqual([]);
  });

  test('nothing is called missing where it could not be read', () => {
    const doubt = { channel: CARD.channel, why: 'missing_scope' };
    expect(audit({ messages: [], doubts: [{ ...doubt, thread: CARD.ts }] })).toEqual([
      'could not be read: thread 100.000000 in C_OPS (missing_scope)',
    ]);
    expect(audit({ messages: [], silence: 'Slack could not be reached' })).toEqual([
      'could not be read: Slack could not be reached',
    ]);
    const unposted = { messages: [], postings: new Map(), doubts: [{ ...doubt, thread: null }] };
    expect(audit(unposted)).toEqual(['could not be read: channel C_OPS (missing_scope)']);
  });
});
