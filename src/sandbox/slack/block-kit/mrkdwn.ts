import type { Found } from './shape.ts';

/** The forms Slack reads after an unescaped `<`: https://docs.slack.dev/messaging/formatting-message-text */
const FORMS = [
  /^@[UW][A-Z0-9_]+(\|[^<>|]+)?$/,
  /^#C[A-Z0-9_]+(\|[^<>|]*)?$/,
  /^#G[A-Z0-9_]+(\|[^<>|]*)?$/,
  /^!subteam\^S[A-Z0-9_]+(\|[^<>|]+)?$/,
  /^!date\^\d+\^[^^|<>]+(\^https?:\/\/[^|<>^\s]+)?\|[^<>|]+$/,
  /^(https?:\/\/|mailto:|tel:)[^|<>\s]+(\|[^<>|]+)?$/,
];
/** What a date form may hold: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const DATE_TOKENS = new Set(
  'date_num date_slash date_long date_long_full date_long_pretty date date_pretty date_short date_short_pretty time time_secs ago day_divider_pretty'.split(
    ' ',
  ),
);
const BROADCAST = /^!(channel|here|everyone|group)\b/;
const BARE_BROADCAST = /(^|[^\w`])@(here|channel|everyone)\b/;

/** Says what in a piece of mrkdwn was not escaped, or would call people who were not meant. */
export function checkMrkdwn(text: string, at: string, found: Found, verbatim = false): void {
  for (const piece of text.matchAll(/<([^<>]*)(>?)/g)) checkForm(piece, at, found);
  const outside = text.replaceAll(/<[^<>]*>/g, '');
  if (outside.includes('>') && !onlyQuotes(outside)) found.unwise.push(`${at}: unescaped ">"`);
  if (/&(?!amp;|lt;|gt;)/.test(outside)) found.unwise.push(`${at}: unescaped "&"`);
  if (!verbatim && BARE_BROADCAST.test(text)) {
    found.unwise.push(`${at}: a bare @here or @channel calls everybody unless verbatim`);
  }
}

function checkForm(piece: RegExpMatchArray, at: string, found: Found): void {
  const [whole, inner = '', end] = piece;
  if (BROADCAST.test(inner)) found.unwise.push(`${at}: ${whole} calls everybody`);
  else if (end === '' || !FORMS.some((form) => form.test(inner))) {
    found.unwise.push(`${at}: unescaped "<" in ${JSON.stringify(whole.slice(0, 40))}`);
  } else if (inner.startsWith('!date')) checkDate(inner, at, found);
}

function checkDate(inner: string, at: string, found: Found): void {
  const format = inner.split('^')[2]?.split('|')[0] ?? '';
  const tokens = [...format.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  if (tokens.length === 0) found.unwise.push(`${at}: a date form without a {token}`);
  for (const token of tokens) {
    if (!DATE_TOKENS.has(token)) found.unwise.push(`${at}: unknown date token {${token}}`);
  }
}

/** A `>` that begins a line is a quote, and Slack's own mark-up. */
function onlyQuotes(text: string): boolean {
  return text.split('\n').every((line) => !line.replace(/^>+/, '').includes('>'));
}
