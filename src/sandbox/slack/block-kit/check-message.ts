import { messageBlock } from './blocks.ts';
import { checkMrkdwn } from './mrkdwn.ts';
import { type Found, list } from './shape.ts';
import { checkWholeSurface } from './whole-surface.ts';

const MAX_TEXT = 40_000;
const ADVISED_TEXT = 4_000;

/** Everything wrong with a message: what Slack refuses and what this product forbids. */
export function checkMessage(
  blocks: readonly unknown[] | undefined,
  text: string | undefined,
  options: { readonly parse?: string | undefined } = {},
): string[] {
  const { invalid, unwise } = inspectMessage(blocks, text, options);
  return [...invalid, ...unwise];
}

/** The same, with what Slack itself would answer as `invalid_blocks` kept apart. */
export function inspectMessage(
  blocks: readonly unknown[] | undefined,
  text: string | undefined,
  { parse }: { readonly parse?: string | undefined } = {},
): Found {
  const found: Found = { invalid: [], unwise: [] };
  if (blocks !== undefined) {
    list(messageBlock, { min: 0, max: 50 })(blocks, 'blocks', found);
    checkWholeSurface(blocks, found);
  }
  if (text === undefined || text === '') {
    found.unwise.push('text: missing, so notifications and screen readers have nothing to say');
  } else checkText(text, parse === 'none', found);
  return found;
}

function checkText(text: string, verbatim: boolean, found: Found): void {
  if (text.length > MAX_TEXT) found.unwise.push(`text: cut off after ${MAX_TEXT} characters`);
  else if (text.length > ADVISED_TEXT) found.unwise.push(`text: longer than ${ADVISED_TEXT}`);
  checkMrkdwn(text, 'text', found, verbatim);
}
