import type { App, BlockButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Press } from '../../workflow/cards.ts';
import type { Pressed, Presses, Wanted } from '../../workflow/press.ts';
import { readButtonValue } from '../views/button-value.ts';
import { ACTION } from '../views/buttons.ts';
import { emergencyModal } from '../views/emergency-modal.ts';
import { rejectModal } from '../views/reject-modal.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import type { AnswerPrivately } from './answer.ts';
import { type Doubt, sentenceFor } from './doubt.ts';
import { type Installation, isOurs } from './installation.ts';
import { type OpenDeps, openModal } from './open-modal.ts';

export interface DecisionDeps {
  readonly words: Words;
  readonly presses: Presses;
  readonly answer: AnswerPrivately;
  readonly doubt: Doubt;
  readonly installation: Installation;
}

const WANTED: readonly (readonly [action: string, wanted: Wanted])[] = [
  [ACTION.withdraw, { do: 'withdraw' }],
  [ACTION.tryAgain, { do: 'try again' }],
];

export interface ButtonDeps extends DecisionDeps, OpenDeps {}

/** The buttons of the card: acked at once; what card and trail do not say is told to the presser only. */
export function listenForButtons(app: App, deps: ButtonDeps): void {
  const { words, presses } = deps;
  const said = async (pressed: Promise<Pressed>) => words.pressedInWords(await pressed);
  for (const [action, wanted] of WANTED)
    listen(app, action, deps, (press) => said(presses.decide(press, wanted)));
  listen(app, ACTION.approve, deps, async (press, { trigger_id }) => {
    const pressed = await presses.decide(press, { do: 'approve' });
    if (pressed.answer !== 'refused' || pressed.refusal.because !== 'only in emergency')
      return words.pressedInWords(pressed);
    return openOrSay(trigger_id, emergencyModal(words, press, pressed.request));
  });
  listen(app, ACTION.checkAgain, deps, (press) => said(presses.checkAgain(press)));
  // At once: a trigger is good for three seconds. Who may reject is checked at the submission.
  listen(app, ACTION.reject, deps, (press, { trigger_id }) =>
    openOrSay(trigger_id, rejectModal(words, press)),
  );

  async function openOrSay(triggerId: string, view: ModalView): Promise<Sentence | null> {
    return (await openModal(deps, triggerId, view)) === null ? words.noModal() : null;
  }
}

type Pressing = (press: Press, body: BlockButtonAction) => Promise<Sentence | null>;

function listen(app: App, action: string, deps: DecisionDeps, pressing: Pressing): void {
  app.action<BlockButtonAction>(action, async ({ ack, body, respond }) => {
    await ack();
    const press = pressOf(body, deps.installation);
    const sentence = await sentenceFor(deps.doubt, async () =>
      press === null
        ? deps.words.pressedInWords({ answer: 'not a card' })
        : await pressing(press, body),
    );
    const user = body.user.id;
    const to = { respond, channel: body.channel?.id ?? user, user };
    if (sentence !== null) await deps.answer(to, sentence);
  });
}

/** What was pressed, or `null` where it is not a button of ours on a message of ours. */
export function pressOf(body: BlockButtonAction, installation: Installation): Press | null {
  const { channel, message, user } = body;
  const value = readButtonValue(body.actions[0]?.value);
  if (value === null || channel === undefined || message === undefined) return null;
  const from = { ...body, message: { app_id: appOf(message) } };
  if (!isOurs(from, installation)) return null;
  return { ...value, user: user.id, card: { channel: channel.id, ts: message.ts } };
}

function appOf(message: Readonly<Record<string, unknown>>): string | undefined {
  const app = message['app_id'];
  return typeof app === 'string' ? app : undefined;
}
