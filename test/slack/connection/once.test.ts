import { expect, test } from '@jest/globals';
import { takeOnce } from '../../../src/slack/connection/once.ts';
import { createReplayGuard } from '../../../src/slack/connection/replay-guard.ts';

/** A middleware that takes what comes in, and what it let through and acked itself. */
function taking() {
  const middleware = takeOnce(createReplayGuard(() => new Date()));
  const counted = { taken: 0, acked: 0 };
  return {
    counted,
    async take(body: object, listener: () => Promise<void> = async () => undefined) {
      const args = {
        body,
        async ack() {
          counted.acked += 1;
        },
        async next() {
          counted.taken += 1;
          await listener();
        },
      };
      await middleware(args as never);
    },
  };
}

test('a copy of a click is acked and goes no further; another click does', async () => {
  const { take, counted } = taking();
  await take({ trigger_id: 't1' });
  await take({ trigger_id: 't1' });
  await take({ trigger_id: 't2' });
  expect(counted).toEqual({ taken: 2, acked: 1 });
});

test('what has no trigger is always taken', async () => {
  const { take, counted } = taking();
  for (const body of [{}, {}, { trigger_id: '' }, { trigger_id: '' }]) await take(body);
  expect(counted).toEqual({ taken: 4, acked: 0 });
});

test('what came to a fault may come again', async () => {
  const { take, counted } = taking();
  const fault = take({ trigger_id: 't1' }, () => Promise.reject(new Error('broken')));
  await expect(fault).rejects.toThrow('broken');
  await take({ trigger_id: 't1' });
  expect(counted).toEqual({ taken: 2, acked: 0 });
});
