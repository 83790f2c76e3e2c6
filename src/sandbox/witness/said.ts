import { isObject } from '../slack/block-kit/shape.ts';
import type { Content } from '../slack/message-store.ts';

/** What a message says, once as `text` and once as its blocks show it, without markup. */
export function saidIn({ text, blocks }: Content): readonly string[] {
  const shown = blocks === undefined ? [] : [blocks.map(shownBy).join('\n')];
  return [unescaped(text), ...shown];
}

/** The header of a card: what stands on top. */
export function headerOf({ blocks = [] }: Content): string {
  const header = blocks.find(({ type }) => type === 'header');
  return header === undefined ? '' : shownBy(header);
}

/** The `action_id`s of the buttons that a message shows. */
export function buttonsOf({ blocks = [] }: Content): readonly string[] {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => (Array.isArray(elements) ? elements : []))
    .map((element) => String(isObject(element) ? element['action_id'] : element));
}

function shownBy(part: unknown): string {
  if (Array.isArray(part)) return part.map(shownBy).join('');
  if (!isObject(part)) return '';
  if (part['type'] === 'user') return `<@${part['user_id']}>`;
  const { text, elements } = part;
  return typeof text === 'string' ? text : shownBy(text ?? elements);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
