import type { App, BlockAction } from '@slack/bolt';
import { ACTION } from '../views/buttons.ts';
import { REJECT_VIEW } from '../views/reject-modal.ts';
import { unknownButtonInWords } from '../words/pressed.ts';
import type { AnswerPrivately } from './answer.ts';

/** Acks and answers what no other listener knows, e.g. buttons of old cards: Slack shows an error otherwise. */
export function listenForTheUnknown(app: App, answer: AnswerPrivately): void {
  // All listeners that match run side by side, so this one must match nothing of the others.
  app.action<BlockAction>(allBut(Object.values(ACTION)), async ({ ack, body, respond }) => {
    await ack();
    const user = body.user.id;
    const channel = body.channel?.id ?? user;
    await answer({ respond, channel, user }, unknownButtonInWords());
  });
  app.view(allBut([REJECT_VIEW]), async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
}

function allBut(known: readonly string[]): RegExp {
  return new RegExp(`^(?!(?:${known.join('|')})$)`);
}
