import { describe, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/request/event.ts';
import { hashOf } from '../../src/request/hash-chain.ts';
import { createChainVerifier } from '../../src/request/verify-chain.ts';
import { afterNoon, approved, asked, attempted, story } from './events.ts';

const first = story([asked(), approved(), attempted()], 'r1');
const second = story([asked(), approved()], 'r2', first[0]?.hash);
const third = story([asked()], 'r3', second[0]?.hash);
const WHOLE = [...first, ...second, ...third];

function faultsIn(events: readonly RequestEvent[]): string[] {
  const faultIn = createChainVerifier();
  return events.flatMap((event) => {
    const fault = faultIn(event);
    return fault === null ? [] : [`${fault.request} ${fault.seq}: ${fault.wrong}`];
  });
}

function without(request: string, seq: number): RequestEvent[] {
  return WHOLE.filter((event) => event.request !== request || event.seq !== seq);
}

/** As somebody would who can recompute a hash. */
function forged(event: RequestEvent | undefined, patch: Partial<RequestEvent>): RequestEvent {
  const changed = { ...event, ...patch } as RequestEvent;
  return { ...changed, hash: hashOf(changed) };
}

function replaced(by: RequestEvent): RequestEvent[] {
  const isIt = (event: RequestEvent) => event.request === by.request && event.seq === by.seq;
  return WHOLE.map((event) => (isIt(event) ? by : event));
}

describe('a journal', () => {
  test('that nobody touched has no fault', () => {
    expect(faultsIn(WHOLE)).toEqual([]);
  });

  test('shows an edit at the event that was edited', () => {
    const edited = { ...first[1], by: 'U_EVIL' } as RequestEvent;
    expect(faultsIn(replaced(edited))).toEqual(['r1 2: edited']);
  });

  test('shows an edit whose hash was made to fit at the event after it', () => {
    expect(faultsIn(replaced(forged(first[1], { by: 'U_EVIL' })))).toEqual([
      'r1 3: not chained to the event before it',
    ]);
  });

  test('shows an event cut out of the middle', () => {
    expect(faultsIn(without('r1', 2))).toEqual(['r1 3: gap']);
  });

  test('shows a first event that was cut off', () => {
    expect(faultsIn(without('r2', 1))[0]).toBe('r2 2: gap');
  });

  test('shows a whole request cut out between two others', () => {
    expect(faultsIn([...first, ...third])).toEqual(['r3 1: not chained to the event before it']);
  });

  test('shows an event that was put in twice', () => {
    expect(faultsIn([...first.slice(0, 2), ...first.slice(1)])[0]).toBe('r1 2: gap');
  });

  test('shows a date before the event before it, though all hashes fit', () => {
    const early = forged(first[2], { at: afterNoon(1).toISOString() });
    expect(faultsIn(replaced(early))).toEqual(['r1 3: dated before it']);
  });

  test('does not show events cut from the end: only the trail does', () => {
    expect(faultsIn(without('r2', 2))).toEqual([]);
  });
});
