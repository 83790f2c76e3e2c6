import type { App } from '@slack/bolt';
import { readPressedCard } from '../views/pressed-card.ts';
import { REJECT_VIEW, readReason } from '../views/reject-modal.ts';
import { pressedInWords, withTyped } from '../words/pressed.ts';
import type { DecisionDeps } from './buttons.ts';
import { sentenceFor } from './doubt.ts';
import { isOurs } from './installation.ts';

/** The submitted reason of a *Reject*: a field error where it is empty, else acked at once. */
export function listenForRejection(app: App, deps: DecisionDeps): void {
  app.view(REJECT_VIEW, async ({ ack, body, view }) => {
    const typed = readReason(view.state.values);
    if ('errors' in typed) return ack({ response_action: 'errors', errors: typed.errors });
    await ack();
    const rejecting = isOurs(body, deps.installation)
      ? readPressedCard(view.private_metadata)
      : null;
    const user = body.user.id;
    const sentence = await sentenceFor(deps.doubt, async () => {
      if (rejecting === null) return pressedInWords({ answer: 'not a card' });
      const wanted = { do: 'reject', reason: typed.reason } as const;
      return pressedInWords(await deps.presses.decide({ ...rejecting, user }, wanted));
    });
    const to = { respond: null, channel: rejecting?.card.channel ?? user, user };
    if (sentence !== null) await deps.answer(to, withTyped(sentence, typed.reason));
  });
}
