import { objectsIn } from '../../src/sandbox/slack/block-kit/walk.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import type { OpenView } from '../../src/sandbox/slack/view-store.ts';
import type { Stage } from './stage.ts';

/** A text of a modal, wherever it stands in it. */
export function saysModal(view: OpenView | undefined): string {
  return objectsIn(view?.source['blocks'])
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
}

/** The modal a person sees, once it says so. */
export function modalSays({ slack }: Stage, user: string, words: string): Promise<OpenView> {
  const seen = (): OpenView | undefined => slack.openViewOf(user);
  return slack.until(() => (saysModal(seen()).includes(words) ? seen() : undefined), 15_000);
}

/** The form a person sees, once it is there, and no other modal is any more. */
export function formOf(
  { slack }: Stage,
  user: string,
  form: 'ask' | 'reject' | 'emergency' = 'ask',
): Promise<OpenView> {
  const seen = (): OpenView | undefined => slack.openViewOf(user);
  return slack.until(() => (seen()?.source['callback_id'] === form ? seen() : undefined), 15_000);
}

/** What a form is filled in with, by block. */
export function filledIn(view: OpenView): Record<string, unknown> {
  const inputs = (view.source['blocks'] as Message['blocks'] & object).filter(
    ({ type }) => type === 'input',
  );
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => {
      const { initial_value, initial_conversation } = element as Record<string, unknown>;
      return [String(block_id), initial_value ?? initial_conversation ?? null];
    }),
  );
}

/** The first card of a channel that is not among these. */
export function cardIn({ slack }: Stage, channel: string, not: Message[] = []): Promise<Message> {
  const known = not.map(({ ts }) => ts);
  return slack.until(
    () =>
      slack
        .messages(channel)
        .find(
          ({ metadata, ts }) => metadata?.event_type === 'dds_cancel_card' && !known.includes(ts),
        ),
    15_000,
  );
}
