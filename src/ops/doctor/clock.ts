import type { DatedAnswer } from '../../workflow/moment.ts';

/**
 * By how much this machine's clock is ahead of the other side's, in milliseconds; `null` where the
 * date is none. Right to a second, the header's resolution, and half the way there and back.
 */
export function aheadMs({ date, sentAt, answeredAt }: DatedAnswer): number | null {
  const theirs = Date.parse(date);
  if (Number.isNaN(theirs)) return null;
  const [sent, answered] = [sentAt.getTime(), answeredAt.getTime()];
  const ours = Math.min(Math.max(theirs, sent), answered);
  // A date that lies within the call, give or take its cut-off second, tells of no difference.
  return Math.abs(ours - theirs) < 1_000 ? 0 : ours - theirs;
}
