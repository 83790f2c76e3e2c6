import type { App } from '@slack/bolt';
import type { Wanted } from '../../workflow/press.ts';
import { readPressedCard } from '../views/pressed-card.ts';
import type { Values } from '../views/typed.ts';
import type { Words } from '../words/languages.ts';
import type { DecisionDeps } from './buttons.ts';
import { sentenceFor } from './doubt.ts';
import { isOurs } from './installation.ts';

type Typed = { readonly reason: string } | { readonly errors: Record<string, string> };

/** How one modal of a card decides. */
export interface DecisionModal {
  readonly callbackId: string;
  read(words: Words, values: Values, privateMetadata: string): Typed;
  wanted(reason: string): Wanted;
}

/** A submitted modal that decides with a reason: field errors where it is not whole, else acked at once. */
export function listenForDecision(
  app: App,
  deps: DecisionDeps,
  { callbackId, read, wanted }: DecisionModal,
): void {
  const { words } = deps;
  app.view(callbackId, async ({ ack, body, view }) => {
    const typed = read(words, view.state.values, view.private_metadata);
    if ('errors' in typed) return ack({ response_action: 'errors', errors: typed.errors });
    await ack();
    const pressed = isOurs(body, deps.installation) ? readPressedCard(view.private_metadata) : null;
    const user = body.user.id;
    const sentence = await sentenceFor(deps.doubt, async () => {
      if (pressed === null) return words.pressedInWords({ answer: 'not a card' });
      return words.pressedInWords(
        await deps.presses.decide({ ...pressed, user }, wanted(typed.reason)),
      );
    });
    const to = { respond: null, channel: pressed?.card.channel ?? user, user };
    if (sentence !== null) await deps.answer(to, words.withTyped(sentence, typed.reason));
  });
}
