import { modalBlock } from './blocks.ts';
import { label, plainText } from './composition.ts';
import {
  all,
  boolean,
  type Check,
  type Found,
  isObject,
  list,
  object,
  oneOf,
  string,
} from './shape.ts';
import { checkWholeSurface } from './whole-surface.ts';

/** Slack publishes no number for view_too_large; 250 KB is the one people report. */
const MAX_VIEW_BYTES = 250_000;

/** Everything wrong with a modal: what Slack refuses and what this product forbids. */
export function checkView(view: unknown): string[] {
  const { invalid, unwise } = inspectView(view);
  return [...invalid, ...unwise];
}

/** The same, with what Slack itself would refuse kept apart. */
export function inspectView(view: unknown): Found {
  const found: Found = { invalid: [], unwise: [] };
  modal(view, 'view', found);
  return found;
}

const modal: Check = all(
  object(
    {
      type: oneOf('modal'),
      title: plainText(24),
      blocks: list(modalBlock, { min: 0, max: 100 }),
    },
    {
      close: label(24),
      submit: label(24),
      private_metadata: string({ min: 0, max: 3000 }),
      callback_id: string({ min: 0, max: 255 }),
      external_id: string({ min: 0, max: 255 }),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  ),
  (view, at, found) => {
    if (!isObject(view)) return;
    const blocks = Array.isArray(view['blocks']) ? view['blocks'] : [];
    checkWholeSurface(blocks, found);
    if (!('close' in view)) found.unwise.push(`${at}: without close, Slack shows a bare "Cancel"`);
    const asks = blocks.some((block) => isObject(block) && block['type'] === 'input');
    if (asks && !('submit' in view)) found.invalid.push(`${at}: submit is required with an input`);
    if (Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES) {
      found.invalid.push(`${at}: view_too_large`);
    }
  },
);
