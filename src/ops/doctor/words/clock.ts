import type { DatedAnswer } from '../../../workflow/moment.ts';
import { type Check, fail, ok, skipped, warn } from '../check.ts';
import { aheadMs } from '../clock.ts';

const WARN_BEYOND_MS = 60_000;
const NEXT = 'Let a time service (chrony, systemd-timesyncd) set the clock of this machine.';

/** Slack signs requests; one more than five minutes off is refused: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const SLACK_SIGNING = { toleranceMs: 5 * 60_000, so: "Slack's requests are refused" };
/** Huawei's gateway allows a signature 15 minutes: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html */
export const HUAWEI_SIGNING = { toleranceMs: 15 * 60_000, so: 'DDS refuses every signed call' };

/** `strict`: what is refused beyond which difference; `null` where nothing is. */
export function clockCheck(
  id: string,
  whose: string,
  answer: DatedAnswer | null,
  strict: typeof SLACK_SIGNING | null,
): Check {
  const ahead = answer === null ? null : aheadMs(answer);
  if (ahead === null) return skipped(id, `Clock: ${whose} told no time to compare it with.`);
  const off = Math.abs(ahead);
  if (off <= WARN_BEYOND_MS)
    return ok(id, `Clock: agrees with that of ${whose} to within a minute.`);
  const said = `Clock: this machine's is ${inWords(off)} ${ahead > 0 ? 'ahead of' : 'behind'} that of ${whose}`;
  if (strict === null || off <= strict.toleranceMs) return warn(id, `${said}.`, NEXT);
  return fail(id, `${said}; beyond ${strict.toleranceMs / 60_000} minutes ${strict.so}.`, NEXT);
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
