/** Most characters of a reason, in the units that Slack's `max_length` counts: an emoji has two. */
export const LONGEST_REASON = 500;

/** As much of a reason as is kept, and no half of an emoji at its end. */
export function fittingReason(text: string): string {
  return text.slice(0, LONGEST_REASON).replace(/[\uD800-\uDBFF]$/, '');
}
