import { expect, test } from '@jest/globals';
import { createKillsPart } from './kills-part.ts';

const OPTIONS = { rounds: 3_000, seed: 7, atOnce: 2, at: null, print: () => undefined };

test('a storm that breaks off or finds something is told with what repeats it; the others count', async () => {
  const part = createKillsPart(async ({ seed, kills }) => {
    if (seed === 8) throw new Error('no port is free');
    const findings = seed === 9 ? [{ kind: 'lost', what: 'an event' } as const] : [];
    return { kills, requests: 5, cancellations: 1, findings };
  });
  const { done, failures } = await part.run(OPTIONS);
  expect(done).toEqual({ kills: 40, requests: 10, cancellations: 2 });
  expect(failures).toEqual([
    {
      repeat: '--only kills --seed 8 --rounds 1000',
      findings: [{ kind: 'stuck', what: expect.stringContaining('no port is free') }],
    },
    {
      repeat: '--only kills --seed 9 --rounds 1000',
      findings: [{ kind: 'lost', what: 'an event' }],
    },
  ]);
});
