import type { DdsLimits } from './types.ts';
import { wholeNumber } from './values.ts';
import type { Variables } from './variables.ts';

export function readDdsLimits(variables: Variables): DdsLimits {
  return {
    callsPerMinute: wholeNumber(variables, 'DDS_CALLS_PER_MINUTE', {
      fallback: 60,
      least: 2,
      because: 'an approval takes a re-read and a cancellation',
    }),
    concurrency: wholeNumber(variables, 'DDS_CONCURRENCY', { fallback: 10, least: 1 }),
    timeoutMs: wholeNumber(variables, 'DDS_TIMEOUT_MS', {
      fallback: 10_000,
      least: 100,
      most: 120_000,
    }),
    lookbackDays: wholeNumber(variables, 'DDS_LOOKBACK_DAYS', {
      fallback: 30,
      least: 1,
      most: 365,
    }),
  };
}
