import type { Looked } from '../workflow/picker.ts';
import type { Submitted } from '../workflow/submit.ts';

/** Whether the same may be answered otherwise in a moment, with nothing typed anew. */
export function isWorthAnother(answered: Looked | Submitted): boolean {
  return answered.answer === 'not found' && (answered.unread ?? []).length > 0;
}
