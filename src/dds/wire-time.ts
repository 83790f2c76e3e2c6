/** DDS writes an offset without a colon, which strict parsers of ISO 8601 refuse. */
const WIRE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)$/;

/** A moment as DDS's queries spell it, e.g. `2026-01-31T10:00:00+0000`. */
export function wireTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}+0000`;
}

/**
 * ISO 8601 in UTC of a time that DDS sent, or `null`. A time without an offset is not read: V8
 * would take it for the local time of this machine.
 */
export function fromWireTime(text: string): string | null {
  const [, local, offset = ''] = WIRE_TIME.exec(text) ?? [];
  if (local === undefined) return null;
  const moment = new Date(local + offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
