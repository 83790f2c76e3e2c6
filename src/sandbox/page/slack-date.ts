/**
 * A `<!date^…>` as Slack's client writes it, in the reader's own zone.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(timestamp: number, format: string, now = new Date()): string {
  const date = new Date(timestamp * 1_000);
  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    const write = TOKENS[name];
    return write ? write(date, now) : token;
  });
}

type Write = (date: Date, now: Date) => string;

const SHORT = { month: 'short', day: 'numeric', year: 'numeric' } as const;
const MEDIUM = { month: 'long', day: 'numeric', year: 'numeric' } as const;
const LONG = { weekday: 'long', ...MEDIUM } as const;

const TOKENS: Readonly<Record<string, Write>> = {
  date_num: (date) => new Intl.DateTimeFormat('sv-SE').format(date),
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
  return (date) => new Intl.DateTimeFormat(undefined, options).format(date);
}

const NEAR_DAYS: Readonly<Record<number, string>> = {
  [-1]: 'yesterday',
  0: 'today',
  1: 'tomorrow',
};

function pretty(options: Intl.DateTimeFormatOptions): Write {
  const plain = written(options);
  return (date, now) => NEAR_DAYS[dayOf(date) - dayOf(now)] ?? plain(date, now);
}

const DAY_MS = 86_400_000;

function dayOf(date: Date): number {
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / DAY_MS);
}

const STEPS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(date: Date, now: Date): string {
  const ms = date.getTime() - now.getTime();
  const words = new Intl.RelativeTimeFormat();
  const step = STEPS.find(([, length]) => Math.abs(ms) >= length);
  return step
    ? words.format(Math.round(ms / step[1]), step[0])
    : words.format(Math.round(ms / 1_000), 'second');
}
