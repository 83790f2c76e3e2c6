import { type Check, fail, skipped } from '../check.ts';

/** For what needs something that is at fault itself. */
export function leftOut(id: string, what: string, because: string): Check {
  return skipped(id, `${what}: not checked, ${because}.`);
}

/** For a part of the examination that did not end. */
export function tooLate(id: string, what: string, seconds: number): Check {
  return fail(
    `${id}.time-limit`,
    `${what}: not done within ${seconds} s.`,
    'See the other lines for what does not answer, and try again.',
  );
}

/** For a part of the examination that ended with an error nobody foresaw. */
export function brokeOff(id: string, what: string, error: unknown): Check {
  const message = error instanceof Error ? error.message : String(error);
  return fail(
    `${id}.broke-off`,
    `${what}: the examination broke off (${message}).`,
    'Report this line as a bug.',
  );
}
