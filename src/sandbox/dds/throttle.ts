import { type Answer, gatewayError } from './answer.ts';

const WINDOW_MS = 60_000;

/** The gateway's limit: at most `perMinute` calls let through in any 60 s. */
export interface Throttle {
  refuse(at: Date): Answer | undefined;
}

export function createThrottle(perMinute: number): Throttle {
  let passed: number[] = [];
  return {
    refuse(at) {
      passed = passed.filter((time) => at.getTime() - time < WINDOW_MS);
      if (passed.length >= perMinute) return overLimit(`limit:${perMinute},time:1 minute`);
      passed.push(at.getTime());
      return undefined;
    },
  };
}

export function overLimit(policy: string): Answer {
  const message = `The throttling threshold has been reached: policy user over ratelimit,${policy}`;
  return gatewayError(429, 'APIGW.0308', message);
}
