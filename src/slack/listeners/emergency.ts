import type { App } from '@slack/bolt';
import { EMERGENCY_VIEW, readEmergency } from '../views/emergency-modal.ts';
import { readPressedCard } from '../views/pressed-card.ts';
import { pressedInWords, withTyped } from '../words/pressed.ts';
import type { DecisionDeps } from './buttons.ts';
import { sentenceFor } from './doubt.ts';
import { isOurs } from './installation.ts';

/** The submitted emergency approval: field errors where it is not whole, else acked at once. */
export function listenForEmergency(app: App, deps: DecisionDeps): void {
  app.view(EMERGENCY_VIEW, async ({ ack, body, view }) => {
    const typed = readEmergency(view.state.values, view.private_metadata);
    if ('errors' in typed) return ack({ response_action: 'errors', errors: typed.errors });
    await ack();
    const { reason } = typed;
    const pressed = isOurs(body, deps.installation) ? readPressedCard(view.private_metadata) : null;
    const user = body.user.id;
    const sentence = await sentenceFor(deps.doubt, async () => {
      if (pressed === null) return pressedInWords({ answer: 'not a card' });
      const wanted = { do: 'approve in emergency', reason } as const;
      return pressedInWords(await deps.presses.decide({ ...pressed, user }, wanted));
    });
    const to = { respond: null, channel: pressed?.card.channel ?? user, user };
    if (sentence !== null) await deps.answer(to, withTyped(sentence, reason));
  });
}
