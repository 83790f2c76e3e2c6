import type { App, BlockButtonAction } from '@slack/bolt';
import type { Screens } from '../screens.ts';
import type { Tells } from '../tells.ts';
import { type Carried, readCarried, readTaskValue } from '../views/asking/aim.ts';
import { OFFER_ACTION, readPage } from '../views/asking/offers.ts';
import type { Words } from '../words/languages.ts';
import type { AnswerPrivately, Private, ShowPrivately } from './answer.ts';
import { contentFor, type Doubt } from './doubt.ts';
import { type Installation, isOurs } from './installation.ts';
import type { Modals } from './modals.ts';

export interface OfferDeps {
  readonly words: Words;
  readonly screens: Screens;
  readonly tells: Pick<Tells, 'pending'>;
  readonly modals: Modals;
  readonly show: ShowPrivately;
  readonly answer: AnswerPrivately;
  readonly doubt: Doubt;
  readonly installation: Installation;
}

/** The buttons of a list of tasks, in a private message or in a modal. They ask for nothing yet. */
export function listenForOffers(app: App, deps: OfferDeps): void {
  const { words, screens, tells, modals } = deps;

  app.action<BlockButtonAction>(OFFER_ACTION.request, async ({ ack, body, respond }) => {
    await ack();
    const aim = readTaskValue(body.actions[0]?.value);
    const { place, to } = pressed(body, respond);
    if (
      aim === null ||
      place === null ||
      !isOurs({ ...body, message: undefined }, deps.installation)
    )
      return notOurs(to);
    const screen = () => screens({ user: to.user, from: place.from }, aim);
    if (place.view === null) await modals.open(body.trigger_id, to, screen);
    else await modals.fill(place.view, screen);
  });

  app.action<BlockButtonAction>(OFFER_ACTION.page, async ({ ack, body, respond }) => {
    await ack();
    const { place, to } = pressed(body, respond);
    if (place === null || !isOurs({ ...body, message: undefined }, deps.installation))
      return notOurs(to);
    const page = readPage(body.actions[0]?.value);
    const { user, channel } = to;
    if (place.view === null) {
      const content = await contentFor(deps.doubt, () => tells.pending({ user, channel }, page));
      if (content !== null) await deps.show(to, content, 'instead');
    } else if (place.aim.for === 'list') {
      const { aim, from } = place;
      await modals.fill(place.view, () => screens({ user, from }, { ...aim, page }));
    }
  });

  async function notOurs(to: Private): Promise<void> {
    const sentence = words.pressedInWords({ answer: 'not a card' });
    if (sentence !== null) await deps.answer(to, sentence);
  }
}

/** Where a button was pressed: in a private message of a channel, or in a modal with what it carries. */
type PressedAt =
  | { readonly view: null; readonly from: string }
  | ({ readonly view: string } & Carried);

function pressed(
  { user, channel, view }: BlockButtonAction,
  respond: Private['respond'],
): { readonly place: PressedAt | null; readonly to: Private } {
  if (view === undefined) {
    const to = { user: user.id, channel: channel?.id ?? user.id, respond };
    return { place: channel === undefined ? null : { view: null, from: channel.id }, to };
  }
  const carried = readCarried(view.private_metadata);
  const to = { user: user.id, channel: carried?.from ?? user.id, respond: null };
  return { place: carried === null ? null : { view: view.id, ...carried }, to };
}
