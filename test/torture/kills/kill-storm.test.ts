import { expect, test } from '@jest/globals';
import { killStorm } from './kill-storm.ts';

const SHORT = { seed: 1, kills: 2, crowded: 8, ttlMinutes: 4 };

test('killed at any moment while people keep asking and deciding, nothing is lost, doubled or untrue', async () => {
  const { kills, requests, findings } = await killStorm(SHORT);

  expect(findings).toEqual([]);
  expect(kills).toBe(2);
  expect(requests).toBeGreaterThanOrEqual(SHORT.crowded);
}, 120_000);

test('a bot that takes up nothing after its death is found out', async () => {
  const { findings } = await killStorm({
    ...SHORT,
    ...{ sabotage: 'no recovery', patienceMs: 4_000 },
  });

  expect(findings.map(({ what }) => what).join('\n')).toMatch(/its trail tells|is stuck in/);
}, 120_000);
