import type { Message } from '../../workflow/posting.ts';

/** One thing that is not as the bot would have left it. */
export interface Finding {
  readonly what:
    | 'broken chain'
    | 'missing'
    | 'edited'
    | 'foreign'
    | 'out of order'
    | 'duplicate'
    | 'not in the journal'
    | 'without an end'
    | 'could not be read';
  /** `null` where it is not about one request. */
  readonly request: string | null;
  /** `null` where it is not about one event. */
  readonly seq: number | null;
  readonly detail: string;
  /** The message it is about, or else the card above the place where it should be. */
  readonly message: Message | null;
}

/** One line for a person at a terminal. */
export function lineOf({ what, request, seq, detail, message }: Finding, link: string | null) {
  const of = [
    ...(request === null ? [] : [`request ${shown(request)}`]),
    ...(seq === null ? [] : [`event ${seq}`]),
  ];
  const place = message === null ? '' : ` - ${link ?? `${message.channel} ${message.ts}`}`;
  return `${[what, of.join(', '), detail].filter((part) => part !== '').join(': ')}${place}`;
}

/** Anybody may write into metadata: one line, and nothing that a terminal would obey. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value)) return value;
  const text = JSON.stringify(value).replace(/[^\x20-\x7e]/g, '?');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
