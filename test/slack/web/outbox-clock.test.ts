import { afterEach, expect, test } from '@jest/globals';
import {
  createOutboxLimiter,
  OutboxClosedError,
  type OutboxLimiter,
} from '../../../src/slack/web/outbox-limiter.ts';
import { turns } from '../../dds/clocks.ts';
import { HOUR_MS, setDate } from '../../set-date.ts';

let outbox: OutboxLimiter;
afterEach(() => outbox.close());

const POST = 'chat.postMessage';
const call = (method: string) => outbox.run(method, 'C1', async () => 'sent');

test('a clock that is set back an hour holds up no call, nor a message', async () => {
  outbox = createOutboxLimiter({ postGapMs: 20 });
  for (const method of [POST, 'users.info']) expect(await call(method)).toBe('sent');
  setDate(-HOUR_MS);
  for (const method of [POST, 'users.info']) expect(await call(method)).toBe('sent');
});

test.each([-HOUR_MS, HOUR_MS])(
  'a clock that is set by %d ms leaves messages their distance, in time that passes',
  async (byMs) => {
    outbox = createOutboxLimiter({ postGapMs: 300 });
    const times: number[] = [];
    const post = () => outbox.run(POST, 'C1', async () => void times.push(performance.now()));
    await post();
    setDate(byMs);
    await post();
    await post();
    const [first = 0, second = 0, third = 0] = times;
    // A timer may fire a millisecond early.
    expect(second - first).toBeGreaterThanOrEqual(298);
    expect(third - second).toBeGreaterThanOrEqual(298);
  },
);

test('nor do they lose it where many lanes are opened meanwhile, and idle ones dropped', async () => {
  outbox = createOutboxLimiter({ postGapMs: 300 });
  const post = () => outbox.run(POST, 'C1', async () => performance.now());
  const first = await post();
  await Promise.all(Array.from({ length: 501 }, (_, index) => call(`method.${index}`)));
  expect((await post()) - first).toBeGreaterThanOrEqual(298);
});

test('a message without an answer yet holds up no other for longer than the distance', async () => {
  outbox = createOutboxLimiter({ postGapMs: 20 });
  const { answer, sent } = await underWay();
  expect(await call(POST)).toBe('sent');
  answer();
  await sent;
});

test('closing waits for the message that is under way, and refuses those behind it', async () => {
  outbox = createOutboxLimiter({ postGapMs: HOUR_MS });
  const course: string[] = [];
  const { answer, sent } = await underWay(() => course.push('answered'));
  const behind = expect(call(POST)).rejects.toBeInstanceOf(OutboxClosedError);
  const closed = outbox.close().then(() => course.push('closed'));
  await behind;
  await turns();
  answer();
  await Promise.all([sent, closed]);
  expect(course).toEqual(['answered', 'closed']);
});

/** A message that has been sent and waits for its answer. */
async function underWay(answered: () => void = () => undefined) {
  let answer: () => void = () => undefined;
  let sent: Promise<void> = Promise.resolve();
  await new Promise<void>((begun) => {
    sent = outbox.run(POST, 'C1', async () => {
      begun();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      answered();
    });
  });
  return { answer, sent };
}
