import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLane, type Lane, type Left } from '../../src/workflow/lane.ts';
import { NOON } from '../request/events.ts';
import { createManualClock, type ManualClock, settle } from './manual-clock.ts';

let clock: ManualClock;
let steps: string[];
let faults: unknown[];
let went: string[];
let script: (() => Left | Promise<Left>)[];
let lane: Lane;

beforeEach(() => {
  clock = createManualClock(NOON);
  [steps, faults, went, script] = [[], [], [], []];
  const step = async (request: string) => {
    steps.push(request);
    return (await script.shift()?.()) ?? 'nothing';
  };
  lane = createLane(
    clock,
    step,
    (_request, fault) => faults.push(fault),
    (request) => went.push(request),
  );
});

function inMs(ms: number): () => Left {
  return () => ({ until: new Date(clock.now().getTime() + ms) });
}

function broken(): never {
  throw new Error('disk full');
}

test('steps are taken until nothing is left, and no timer stays', async () => {
  script.push(
    () => 'more',
    () => 'more',
  );
  await lane.wake('r1');
  expect(steps).toHaveLength(3);
  expect(clock.timers()).toBe(0);
});

test('a step for later is taken then, and not before', async () => {
  script.push(inMs(1000));
  await lane.wake('r1');
  await clock.advance(999);
  expect(steps).toHaveLength(1);
  await clock.advance(1);
  expect(steps).toHaveLength(2);
});

test('a wake while a step runs leads to one more step after it, never beside it', async () => {
  let end: (left: Left) => void = () => undefined;
  script.push(() => new Promise((resolve) => (end = resolve)));
  const woken = lane.wake('r1');
  void lane.wake('r1');
  await settle();
  expect(steps).toHaveLength(1);
  end('nothing');
  await woken;
  expect(steps).toHaveLength(2);
});

test('a wake takes the place of the timer, so that no request has two', async () => {
  script.push(inMs(1000), inMs(1000));
  await lane.wake('r1');
  await lane.wake('r1');
  expect(clock.timers()).toBe(1);
});

test('a request that hangs does not hold up another', async () => {
  script.push(() => new Promise(() => undefined));
  void lane.wake('r1');
  await lane.wake('r2');
  expect(steps).toEqual(['r1', 'r2']);
});

describe('a step that throws', () => {
  test('is told of and taken again, each time after a longer pause', async () => {
    script.push(broken, broken, broken);
    await lane.wake('r1');
    await clock.advance(499);
    expect(steps).toHaveLength(1);
    await clock.advance(1);
    expect(steps).toHaveLength(2);
    await clock.advance(999);
    expect(steps).toHaveLength(2);
    await clock.advance(1 + 2000);
    expect(steps).toHaveLength(4);
    expect(faults).toHaveLength(3);
    expect(went).toEqual(['r1']);
  });

  test('is never given up, nor paused for more than 10 s', async () => {
    script.push(...Array.from({ length: 100 }, () => broken));
    await lane.wake('r1');
    await clock.advance(1_020_000);
    expect(steps.length).toBeGreaterThan(100);
  });

  test('begins with the short pause again once a step went well', async () => {
    script.push(broken, broken, () => 'more', broken);
    await lane.wake('r1');
    await clock.advance(1500);
    expect(steps).toHaveLength(4);
    await clock.advance(500);
    expect(steps).toHaveLength(5);
  });
});

describe('a lane that is closed', () => {
  test('waits for the step under way and takes no further one', async () => {
    let end: (left: Left) => void = () => undefined;
    script.push(() => new Promise((resolve) => (end = resolve)));
    void lane.wake('r1');
    const closing = lane.close();
    end('more');
    await closing;
    await lane.wake('r1');
    expect(steps).toHaveLength(1);
  });

  test('calls off what was due later', async () => {
    script.push(inMs(1000));
    await lane.wake('r1');
    await lane.close();
    expect(clock.timers()).toBe(0);
  });
});
