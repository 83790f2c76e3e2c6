import { afterEach, describe, expect, test } from '@jest/globals';
import { type Begin, createLimiter, LimiterClosedError, type Run } from '../../src/dds/limiter.ts';
import { createManualClock } from '../workflow/manual-clock.ts';
import { stoppedClock, turns } from './clocks.ts';

const MINUTE_MS = 60_000;
const toClose: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of toClose.splice(0)) await each.close();
});

describe('with 20 calls a minute and 3 in flight', () => {
  test('no 60 s hold more, no moment has more, and decisions use what there is', async () => {
    const { limiter, clock, starts, mostInFlight, call } = open({
      callsPerMinute: 20,
      concurrency: 3,
    });
    const began = clock.now().getTime();

    await clock.run(Promise.all(Array.from({ length: 80 }, () => limiter.decision(call))));

    expect(fullestWindow(starts)).toBe(20);
    expect(mostInFlight()).toBe(3);
    const least = 3 * MINUTE_MS;
    expect((starts.at(-1) ?? 0) - began).toBeLessThan(least / 0.95);
  });

  test('pairs hold two slots together and use what there is', async () => {
    const { limiter, clock, starts, mostInFlight, call } = open({
      callsPerMinute: 20,
      concurrency: 3,
    });
    const began = clock.now().getTime();
    const pair = async (run: Run) => {
      await run(call);
      const readAt = clock.now().getTime();
      await run(call);
      return clock.now().getTime() - readAt;
    };

    const gaps = await clock.run(
      Promise.all(Array.from({ length: 40 }, () => limiter.decisionPair(pair))),
    );

    expect(fullestWindow(starts)).toBe(20);
    expect(mostInFlight()).toBe(3);
    expect((starts.at(-1) ?? 0) - began).toBeLessThan((3 * MINUTE_MS) / 0.95);
    expect(Math.max(...(gaps ?? []))).toBeLessThan(10_000);
  });

  test('a decision overtakes a flood of look-ups, which leave it a quarter of the window', async () => {
    const { limiter, clock, starts, mostInFlight, call } = open({
      callsPerMinute: 20,
      concurrency: 3,
    });
    const flood = Promise.all(Array.from({ length: 45 }, () => limiter.lookUp(call)));
    await clock.run(flood, 10_000);
    expect(starts).toHaveLength(15);

    const asked = clock.now().getTime();
    await clock.run(Promise.all([1, 2, 3, 4, 5].map(() => limiter.decision(call))));
    expect(clock.now().getTime() - asked).toBeLessThanOrEqual(1_000);

    await clock.run(flood);
    expect(fullestWindow(starts)).toBeLessThanOrEqual(20);
    expect(mostInFlight()).toBe(3);
  });
});

test('of what waits for a full window a decision goes before a look-up that came earlier', async () => {
  const { limiter, clock, call } = open({ callsPerMinute: 2, concurrency: 2 });
  const order: string[] = [];
  const first = [limiter.decision(call), limiter.decision(call)];
  await clock.run(Promise.all(first), 1_000);
  const later = [
    limiter.lookUp(call).then(() => order.push('look-up')),
    limiter.decision(call).then(() => order.push('decision')),
    limiter.decision(call).then(() => order.push('decision')),
  ];
  await clock.run(Promise.all(later));
  expect(order).toEqual(['decision', 'decision', 'look-up']);
});

test('with 2 calls a minute, a look-up, a pair and a decision all get their turn', async () => {
  const { limiter, clock, starts, call } = open({ callsPerMinute: 2, concurrency: 1 });
  const pair = (run: Run) => run(call).then(() => run(call));
  await clock.run(
    Promise.all([
      limiter.lookUp(call),
      limiter.decisionPair(pair),
      limiter.decision(call),
      limiter.lookUp(call),
    ]),
  );
  expect(starts).toHaveLength(5);
  expect(fullestWindow(starts)).toBe(2);
});

test('a slot is kept for 60 s after its call settled, not after it began', async () => {
  const clock = stoppedClock();
  const limiter = closeLater(createLimiter({ callsPerMinute: 2, concurrency: 2 }, clock));
  let settle: () => void = () => undefined;
  const slow = limiter.decision((begin) => {
    begin();
    return new Promise<void>((resolve) => {
      settle = resolve;
    });
  });
  const quick = limiter.decision(async (begin) => void begin());
  await quick;
  let third = false;
  const last = limiter.decisionPair((run) =>
    run(async (begin) => {
      third = true;
      begin();
    }),
  );
  clock.move(MINUTE_MS + 100);
  await turns();
  settle();
  await slow;
  await turns();
  clock.move(MINUTE_MS - 100);
  await turns();
  expect(third).toBe(false);
  clock.move(200);
  await last;
  expect(third).toBe(true);
});

test('a date that is set forward frees no slot: 60 s must really have passed', async () => {
  const clock = createManualClock(new Date('2026-01-31T10:00:00Z'));
  const limiter = closeLater(createLimiter({ callsPerMinute: 2, concurrency: 2 }, clock));
  const starts: number[] = [];
  const call = async (begin: Begin) => void starts.push(begin().steady);
  const calls = [1, 2, 3, 4].map(() => limiter.decision(call));
  await turns();
  clock.set(60 * MINUTE_MS);
  await clock.advance(MINUTE_MS);
  await turns();
  expect(starts).toHaveLength(2);
  await clock.advance(1_000);
  await Promise.all(calls);
  expect(fullestWindow(starts)).toBe(2);
});

test('room without a call is given back at once', async () => {
  const limiter = closeLater(createLimiter({ callsPerMinute: 2, concurrency: 2 }, stoppedClock()));
  for (let count = 0; count < 5; count += 1) {
    expect(await limiter.decisionPair(async (run) => run(async () => count))).toBe(count);
  }
});

test('a pair of which one call was made keeps its two slots', async () => {
  const { limiter, clock, call } = open({ callsPerMinute: 2, concurrency: 2 });
  await clock.run(limiter.decisionPair((run) => run(call)));
  expect(
    await clock.run(
      limiter.decision(async () => 'had room'),
      MINUTE_MS,
    ),
  ).toBeUndefined();
  expect(await clock.run(limiter.decision(async () => 'had room'))).toBe('had room');
});

test('a call that throws rejects for its caller and still keeps its slot', async () => {
  const clock = stoppedClock();
  const limiter = closeLater(createLimiter({ callsPerMinute: 2, concurrency: 2 }, clock));
  const failing = limiter.decision(async (begin) => {
    begin();
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  await turns();
  expect(clock.waiting()).toBe(1);
});

test('closing turns away what waits and leaves no timer', async () => {
  const clock = stoppedClock();
  const limiter = createLimiter({ callsPerMinute: 2, concurrency: 2 }, clock);
  const call = async (begin: Begin) => void begin();
  await Promise.all([limiter.decision(call), limiter.decision(call)]);
  const waiting = [limiter.decision(call), limiter.lookUp(call)];
  const ended = Promise.allSettled(waiting);
  await limiter.close();
  for (const end of await ended) {
    expect(end).toMatchObject({ status: 'rejected', reason: expect.any(LimiterClosedError) });
  }
  await expect(limiter.decision(call)).rejects.toBeInstanceOf(LimiterClosedError);
  expect(clock.waiting()).toBe(0);
});

/** A limiter, and a call of 0.5 s that is counted. */
function open(options: { readonly callsPerMinute: number; readonly concurrency: number }) {
  const clock = stoppedClock();
  const limiter = closeLater(createLimiter(options, clock));
  const starts: number[] = [];
  let inFlight = 0;
  let most = 0;
  const call = async (begin: Begin) => {
    starts.push(begin().date.getTime());
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => clock.after(500, () => resolve(undefined)));
    inFlight -= 1;
  };
  return { limiter, clock, starts, mostInFlight: () => most, call };
}

function closeLater<T extends { close(): Promise<void> }>(each: T): T {
  toClose.push(each);
  return each;
}

function fullestWindow(starts: readonly number[]): number {
  const sorted = [...starts].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((start) => sorted.filter((at) => at >= start && at <= start + MINUTE_MS).length),
  );
}
