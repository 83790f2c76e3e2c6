import type { App, BlockAction } from '@slack/bolt';
import { ASKING_VIEW } from '../views/asking/modals.ts';
import { OFFER_ACTION } from '../views/asking/offers.ts';
import { ACTION } from '../views/buttons.ts';
import { EMERGENCY_VIEW } from '../views/emergency-modal.ts';
import { REJECT_VIEW } from '../views/reject-modal.ts';
import type { Words } from '../words/languages.ts';
import type { AnswerPrivately } from './answer.ts';
import { SHORTCUT } from './shortcuts.ts';

/** Acks and answers what no other listener knows, e.g. buttons of old cards: Slack shows an error otherwise. */
export function listenForTheUnknown(app: App, words: Words, answer: AnswerPrivately): void {
  // All listeners that match run side by side, so this one must match nothing of the others.
  app.action<BlockAction>(allBut(KNOWN_ACTIONS), async ({ ack, body, respond }) => {
    await ack();
    const user = body.user.id;
    const channel = body.channel?.id ?? user;
    await answer({ respond, channel, user }, words.unknownButtonInWords());
  });
  const views = [REJECT_VIEW, EMERGENCY_VIEW, ...Object.values(ASKING_VIEW)];
  app.view(allBut(views), async ({ ack }) => ack());
  app.shortcut(allBut(Object.values(SHORTCUT)), async ({ ack }) => ack());
}

const KNOWN_ACTIONS = [
  ...Object.values(ACTION),
  ...Object.values(OFFER_ACTION).map(({ source }) => source.replace(/^\^|\$$/g, '')),
];

function allBut(known: readonly string[]): RegExp {
  return new RegExp(`^(?!(?:${known.join('|')})$)`);
}
