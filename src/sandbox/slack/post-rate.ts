import { RateLimitedError } from './slack-error.ts';

/** One message a second in a channel, with a short burst tolerated: https://docs.slack.dev/apis/web-api/rate-limits */
export interface PostRate {
  readonly perSecond: number;
  readonly burst: number;
}
export const SLACK_POST_RATE: PostRate = { perSecond: 1, burst: 5 };

/** Takes one message from a channel's allowance; throws RateLimitedError when there is none left. */
export function createPostRate(
  elapsedMs: () => number,
  rate: PostRate | 'unlimited',
): (channel: string) => void {
  const channels = new Map<string, { left: number; at: number }>();
  return (channel) => {
    if (rate === 'unlimited') return;
    const at = elapsedMs();
    const before = channels.get(channel) ?? { left: rate.burst, at };
    const refilled = ((at - before.at) / 1_000) * rate.perSecond;
    const left = Math.min(rate.burst, before.left + refilled);
    channels.set(channel, { left: left < 1 ? left : left - 1, at });
    if (left < 1) throw new RateLimitedError(Math.max(1, Math.ceil((1 - left) / rate.perSecond)));
  };
}
