import type { App, BlockButtonAction } from '@slack/bolt';
import type { Cards } from '../../workflow/cards.ts';
import type { Screens } from '../screens.ts';
import { toldModal } from '../views/asking/modals.ts';
import { ACTION } from '../views/buttons.ts';
import type { Words } from '../words/languages.ts';
import type { AnswerPrivately } from './answer.ts';
import { pressOf } from './buttons.ts';
import type { Installation } from './installation.ts';
import type { Modals } from './modals.ts';

export interface AskAgainDeps {
  readonly words: Words;
  readonly cards: Cards;
  readonly screens: Screens;
  readonly modals: Modals;
  readonly answer: AnswerPrivately;
  readonly installation: Installation;
}

/** *Ask again* on the card of a request that has ended: opens the form, and leaves that request as it is. */
export function listenForAskAgain(app: App, deps: AskAgainDeps): void {
  const { words, cards, screens, modals } = deps;
  app.action<BlockButtonAction>(ACTION.askAgain, async ({ ack, body, respond }) => {
    await ack();
    const press = pressOf(body, deps.installation);
    const user = body.user.id;
    const to = { respond, channel: body.channel?.id ?? user, user };
    if (press === null)
      return deps.answer(to, words.pressedInWords({ answer: 'not a card' }) ?? []);
    await modals.open(body.trigger_id, to, async () => {
      const request = await cards.requestOn(press);
      if ('answer' in request) return toldModal(words, [words.pressedInWords(request) ?? []]);
      const { task, reason, channel } = request;
      const aim = { for: 'task', id: task.id, target: task.target, reason } as const;
      return screens({ user, from: channel }, aim);
    });
  });
}
