/** A message that a permalink leads to: its own, or the thread it is in. */
export interface MessageLink {
  readonly channel: string;
  /** Of the head of the thread. */
  readonly ts: string;
}

const PATH = /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/;

/** What a permalink of this workspace leads to; `null` where it is another address. */
export function messageLink(href: string): MessageLink | null {
  const { pathname, searchParams } = new URL(href);
  const [, channel, seconds, micros] = PATH.exec(pathname) ?? [];
  if (channel === undefined) return null;
  return { channel, ts: searchParams.get('thread_ts') ?? `${seconds}.${micros}` };
}
