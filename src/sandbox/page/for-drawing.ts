import type { Block } from './api-types.ts';

/**
 * Fields that the drawing library takes otherwise than Slack, or would act on by itself. To it
 * `verbatim` means that no markup is drawn; in Slack it only keeps bare names and links from being
 * turned into mentions, which the library never does. `confirm` makes it ask in a dialog of its own
 * that presses nothing.
 */
const NOT_DRAWN = new Set(['verbatim', 'confirm']);

export function forDrawing(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => stripped(block) as Block);
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  const drawn = Object.entries(value).filter(([key]) => !NOT_DRAWN.has(key));
  return Object.fromEntries(
    drawn.map(([key, inner]) => [key, key === 'text' ? drawable(inner) : stripped(inner)]),
  );
}

/** The library takes the minutes of `12:11:04` for the name of an emoji, so they stand between other colons. */
function drawable(text: unknown): unknown {
  return typeof text === 'string' ? text.replace(/(?<=\d):(?=\d)/g, RATIO) : stripped(text);
}

const RATIO = '\u2236';
