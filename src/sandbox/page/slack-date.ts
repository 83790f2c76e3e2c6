/** Who reads a date, and when. */
export interface Reader {
  readonly now: Date;
  /** IANA name; the machine's own where there is none. */
  readonly zone: string | undefined;
}

/**
 * A `<!date^…>` as Slack's client writes it, in the reader's own zone.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(timestamp: number, format: string, reader: Reader): string {
  const date = new Date(timestamp * 1_000);
  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    const write = TOKENS[name];
    return write ? write(date, reader) : token;
  });
}

type Write = (date: Date, reader: Reader) => string;

const SHORT = { month: 'short', day: 'numeric', year: 'numeric' } as const;
const MEDIUM = { month: 'long', day: 'numeric', year: 'numeric' } as const;
const LONG = { weekday: 'long', ...MEDIUM } as const;

const TOKENS: Readonly<Record<string, Write>> = {
  date_num: (date, { zone }) => dayIn(date, zone),
  date: written(MEDIUM),
  date_short: written(SHORT),
  date_long: written(LONG),
  date_pretty: pretty(MEDIUM),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  time: written({ hour: '2-digit', minute: '2-digit' }),
  time_secs: written({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  ago,
};

function written(options: Intl.DateTimeFormatOptions): Write {
  return (date, { zone }) => new Intl.DateTimeFormat(undefined, inZone(options, zone)).format(date);
}

function inZone(options: Intl.DateTimeFormatOptions, zone: string | undefined) {
  return zone === undefined ? options : { ...options, timeZone: zone };
}

const NEAR_DAYS: Readonly<Record<number, string>> = {
  [-1]: 'yesterday',
  0: 'today',
  1: 'tomorrow',
};

function pretty(options: Intl.DateTimeFormatOptions): Write {
  const plain = written(options);
  return (date, reader) => {
    const { now, zone } = reader;
    const days = (Date.parse(dayIn(date, zone)) - Date.parse(dayIn(now, zone))) / DAY_MS;
    return NEAR_DAYS[days] ?? plain(date, reader);
  };
}

/** `2026-01-31` */
function dayIn(date: Date, zone: string | undefined): string {
  return new Intl.DateTimeFormat('sv-SE', inZone({}, zone)).format(date);
}

const DAY_MS = 86_400_000;

const STEPS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(date: Date, { now }: Reader): string {
  const ms = date.getTime() - now.getTime();
  const words = new Intl.RelativeTimeFormat();
  const step = STEPS.find(([, length]) => Math.abs(ms) >= length);
  return step
    ? words.format(Math.round(ms / step[1]), step[0])
    : words.format(Math.round(ms / 1_000), 'second');
}
