import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/request/event.ts';
import { eventAt, hashOf } from '../../src/request/hash-chain.ts';
import { afterNoon, approved, asked, NOON, story } from './events.ts';

/** RFC 8785 by hand: keys in order of their UTF-16 units, no spaces, nothing escaped that need not be. */
const CANONICAL =
  '{"at":"2026-01-31T12:00:00.000Z","by":"U_LEAD","event":"rejected","reason":"no:\\n\\"€\\u000f\u{1F600}<>/","request":"r1","seq":2}';
const PREV = 'a'.repeat(64);
const place = { request: 'r1', seq: 1, head: PREV, notBefore: null };

function rejectedBecause(reason: string): RequestEvent {
  return eventAt(place, 'U_LEAD', NOON, { event: 'rejected', reason });
}

describe('the hash of an event', () => {
  const event = rejectedBecause('no:\n"€\u000f\u{1F600}<>/');

  test('is the SHA-256 of `prev` and the canonical JSON of all but `prev` and `hash`', () => {
    const bytes = Buffer.from(PREV + CANONICAL, 'utf8');
    expect(event.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(event.hash).toBe('9782c233deca12906d000dae13964cb703bb7e7ad2e61217db07eeee193ac34c');
  });

  test('does not depend on the order in which a database gives the fields back', () => {
    const turned = Object.fromEntries(Object.entries(event).reverse()) as unknown as RequestEvent;
    expect(hashOf(turned)).toBe(event.hash);
  });

  test('changes with every field but itself', () => {
    const changes = [
      ...[{ request: 'r2' }, { seq: 3 }, { at: afterNoon(1).toISOString() }, { by: 'U_EVIL' }],
      ...[{ reason: 'yes' }, { prev: '' }, { event: 'withdrawn' as const }],
    ];
    const hashes = changes.map((change) => hashOf({ ...event, ...change } as RequestEvent));
    expect(new Set([...hashes, event.hash]).size).toBe(changes.length + 1);
    expect(hashOf({ ...event, hash: 'x' })).toBe(event.hash);
  });
});

describe('the place of an event', () => {
  test('is directly after the event before it, whose hash it carries', () => {
    const [first, second] = story([asked(), approved()]);
    expect(second).toMatchObject({ seq: 2, prev: first?.hash, at: afterNoon(60).toISOString() });
    expect(first).toMatchObject({ seq: 1, prev: '' });
  });

  test('is never dated before the event before it, though the clock was set back', () => {
    const set = eventAt({ ...place, notBefore: afterNoon(5) }, 'bot', NOON, { event: 'reminded' });
    expect(set.at).toBe(afterNoon(5).toISOString());
    const ahead = eventAt({ ...place, notBefore: NOON }, 'bot', afterNoon(5), {
      event: 'reminded',
    });
    expect(ahead.at).toBe(afterNoon(5).toISOString());
  });
});

describe('text that RFC 8785 has no form for', () => {
  test('is mended before it is hashed: lone surrogates, also deep inside the data', () => {
    const mended = rejectedBecause('half \uD83D of \uDE00 a face, a whole \u{1F600}');
    expect(mended).toMatchObject({ reason: 'half \uFFFD of \uFFFD a face, a whole \u{1F600}' });
    const [first] = story([asked()]);
    if (first?.event !== 'requested') throw new Error('A story begins with `requested`.');
    const task = { ...first.task, instanceName: 'db\uD800' };
    const deep = eventAt(place, 'U', NOON, { event: 'task_changed', task });
    expect(deep).toMatchObject({ task: { instanceName: 'db\uFFFD' } });
  });

  test('is the same after the journal has been through JSON and back', () => {
    const written = rejectedBecause('cut at \uD83D');
    const read = JSON.parse(JSON.stringify(written)) as RequestEvent;
    expect(hashOf(read)).toBe(written.hash);
  });
});
