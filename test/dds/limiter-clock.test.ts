import { afterEach, expect, test } from '@jest/globals';
import { type Begin, createLimiter, type Limiter, type Run } from '../../src/dds/limiter.ts';
import { HOUR_MS, setDate } from '../set-date.ts';
import { createManualClock } from '../workflow/manual-clock.ts';
import { turns } from './clocks.ts';

const clock = createManualClock(new Date('2026-01-31T10:00:00Z'));
let limiter: Limiter;
afterEach(() => limiter.close());

const call = async (begin: Begin) => void begin();
const pair = (run: Run) => run(call).then(() => run(call));

test('a clock that is set back an hour holds up neither read nor DELETE', async () => {
  limiter = createLimiter({ callsPerMinute: 20, concurrency: 3 }, clock);
  await limiter.lookUp(call);
  setDate(-HOUR_MS);
  await limiter.lookUp(call);
  await limiter.decision(call);
  await limiter.decisionPair(pair);
});

test('nor does one that is set back before the first call', async () => {
  limiter = createLimiter({ callsPerMinute: 20, concurrency: 3 }, clock);
  await turns();
  setDate(-HOUR_MS);
  await limiter.decisionPair(pair);
  await limiter.lookUp(call);
});

test.each([-HOUR_MS, HOUR_MS])(
  'a clock that is set by %d ms neither empties the window nor keeps it full',
  async (byMs) => {
    limiter = createLimiter({ callsPerMinute: 2, concurrency: 2 }, clock);
    await limiter.decisionPair(pair);
    let isMade = false;
    const third = limiter.decision(async (begin) => {
      isMade = true;
      begin();
    });
    setDate(byMs);
    clock.set(byMs);
    await clock.advance(60_000);
    await turns();
    expect(isMade).toBe(false);
    await clock.advance(1_000);
    await third;
  },
);
