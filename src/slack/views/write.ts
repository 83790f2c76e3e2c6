import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Part, Sentence } from '../words/sentence.ts';
import { utc } from '../words/sentence.ts';

const LINE_BREAK: RichTextElement = { type: 'text', text: '\n' };
const DATE_FORMAT = '{date_short_pretty} {time} ({ago})';
/** `chat.update` refuses a longer `text`: https://docs.slack.dev/reference/methods/chat.update */
const LONGEST_TEXT = 4_000;

/** Sentences as `text`: what notifications show and screen readers read. Everything in it is escaped. */
export function asText(lines: readonly Sentence[]): string {
  return fitting(lines.map((line) => line.map(textOf).join('')).join('\n'));
}

/** As much of an escaped text as a message takes. */
export function fitting(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  // Neither half a mention, nor half an escaped character, nor half an emoji.
  const kept = text.slice(0, LONGEST_TEXT - 1).replace(/(?:<[^>]*|&\w*|[\uD800-\uDBFF])$/, '');
  return `${kept}…`;
}

/** Sentences as one rich_text block, a line each. Its text elements are never parsed for markup. */
export function asRichText(lines: readonly Sentence[]): RichTextBlock {
  const elements = lines.flatMap((line, index) => {
    const elements = line.filter((part) => part !== '').map(elementOf);
    return index < lines.length - 1 ? [...elements, LINE_BREAK] : elements;
  });
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** A sentence is one line: what a person typed must not make a line that passes for one of ours. */
function inOneLine(text: string): string {
  return text.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]\s*/gu, ' ');
}

/** Escapes foreign text: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return inOneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function textOf(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if ('strong' in part) return escaped(part.strong);
  if ('user' in part) return `<@${part.user}>`;
  if ('group' in part) return `<!subteam^${part.group}>`;
  if ('channel' in part) return `<#${part.channel}>`;
  if ('link' in part) return `<${part.link}|${escaped(part.text)}>`;
  return `<!date^${secondsOf(part.date)}^${DATE_FORMAT}|${utc(part.date)}>`;
}

function elementOf(part: Part): RichTextElement {
  if (typeof part === 'string') return { type: 'text', text: inOneLine(part) };
  if ('strong' in part)
    return { type: 'text', text: inOneLine(part.strong), style: { bold: true } };
  if ('user' in part) return { type: 'user', user_id: part.user };
  if ('group' in part) return { type: 'usergroup', usergroup_id: part.group };
  if ('channel' in part) return { type: 'channel', channel_id: part.channel };
  if ('link' in part) return { type: 'link', url: part.link, text: inOneLine(part.text) };
  const timestamp = secondsOf(part.date);
  return { type: 'date', timestamp, format: DATE_FORMAT, fallback: utc(part.date) };
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
