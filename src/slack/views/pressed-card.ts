import type { Message } from '../../workflow/posting.ts';
import { type ButtonValue, readButtonValue, writeButtonValue } from './button-value.ts';

/** Which card a modal was opened on; a submission names neither channel nor message of its own. */
export type PressedCard = ButtonValue & { readonly card: Message };

/** For a modal's `private_metadata`. `extra`: one word more. */
export function writePressedCard({ card, ...button }: PressedCard, ...extra: string[]): string {
  return [writeButtonValue(button), card.channel, card.ts, ...extra].join(' ');
}

/** `null` for anything that this bot does not write. */
export function readPressedCard(text: string): PressedCard | null {
  const [value, channel, ts] = text.split(' ');
  const button = readButtonValue(value);
  if (button === null || channel === undefined || ts === undefined) return null;
  return { ...button, card: { channel, ts } };
}
