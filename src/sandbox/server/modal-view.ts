import { z } from 'zod';
import type { ModalView } from '../page/api-types.ts';
import type { OpenView } from '../slack/view-store.ts';

const plainText = z.object({ text: z.string() });
const modal = z.object({
  title: plainText,
  submit: plainText.optional(),
  close: plainText.optional(),
  blocks: z.array(z.record(z.string(), z.unknown())),
});

/** Slack puts this where an app gives no label. */
const DEFAULT_CLOSE = 'Cancel';

export function modalView(view: OpenView | undefined): ModalView | null {
  if (view === undefined) return null;
  const { title, submit, close, blocks } = modal.parse(view.source);
  return {
    id: view.id,
    title: title.text,
    submit: submit?.text ?? null,
    close: close?.text ?? DEFAULT_CLOSE,
    blocks,
    errors: view.errors,
  };
}
