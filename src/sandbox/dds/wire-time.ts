/** DDS's time format: seconds, and an offset without a colon, e.g. `2026-01-31T10:00:00+0000`. */
export function wireTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+0000`;
}

/** The moment that a time in DDS's format names; `undefined` for any other spelling, `Z` included. */
export function parseWireTime(text: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d)(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, local, hours, minutes] = match;
  const date = new Date(`${local}${hours}:${minutes}`);
  return isOnTheCalendar(local ?? '') && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** IAM's format: UTC with six decimals, e.g. `2020-01-04T09:05:22.701000Z`. */
export function iamTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}

/** JavaScript would read 31 February as 3 March. */
function isOnTheCalendar(local: string): boolean {
  const date = new Date(`${local}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(local);
}
