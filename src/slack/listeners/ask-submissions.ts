import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Admission } from '../../workflow/admission.ts';
import type { Clock } from '../../workflow/ports.ts';
import type { Submit, Submitted, Wish } from '../../workflow/submit.ts';
import { type LinkOf, linkIn } from '../permalink.ts';
import type { Screens } from '../screens.ts';
import { type Carried, readCarried } from '../views/asking/aim.ts';
import { readForm } from '../views/asking/form.ts';
import { ASKING_VIEW, readChannel, toldModal } from '../views/asking/modals.ts';
import type { Values } from '../views/typed.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import { isWorthAnother } from '../worth-another.ts';
import type { AnswerPrivately, Private } from './answer.ts';
import { type Doubt, orInWords, sentenceFor } from './doubt.ts';
import { type Installation, isOurs } from './installation.ts';
import type { Modals } from './modals.ts';
import { type Outcome, settle } from './settle-submission.ts';

export interface AskSubmissionDeps {
  readonly words: Words;
  readonly submit: Submit;
  readonly answer: AnswerPrivately;
  readonly admission: Admission;
  readonly screens: Screens;
  readonly modals: Modals;
  readonly linkOf: LinkOf;
  readonly doubt: Doubt;
  readonly clock: Clock;
  readonly installation: Installation;
}

/** The submitted modals on the way to a request, and the one that asks. */
export function listenForAskSubmissions(app: App, deps: AskSubmissionDeps): void {
  const { words } = deps;
  listen(app, deps, ASKING_VIEW.where, words.reading(), chosen);
  listen(app, deps, ASKING_VIEW.again, words.reading(), readAgain);
  listen(app, deps, ASKING_VIEW.form, words.askingNow(), asked);
}

interface Filled {
  readonly user: string;
  readonly view: { readonly private_metadata: string; readonly state: { readonly values: Values } };
  readonly carried: Carried;
}
type Take = (deps: AskSubmissionDeps, submitted: Filled) => Promise<Outcome>;

function listen(
  app: App,
  deps: AskSubmissionDeps,
  callbackId: string,
  meanwhile: Sentence,
  take: Take,
): void {
  const { words, modals, clock, doubt, installation } = deps;
  app.view<ViewSubmitAction>(callbackId, async ({ ack, body, view }) => {
    const user = body.user.id;
    const carried = isOurs(body, installation) ? readCarried(view.private_metadata) : null;
    const to = { respond: null, channel: carried?.from ?? user, user };
    const outcome =
      carried === null
        ? Promise.resolve(told(words, notOurs(words), null))
        : orInWords(
            doubt,
            () => take(deps, { user, view, carried }),
            (sentence) => told(words, sentence, carriedNow(view, carried)),
          );
    await settle({ ack, viewId: view.id, to, meanwhile }, outcome, { words, modals, clock });
  });
}

/** The channel in which to ask. */
async function chosen(
  { words, admission, screens }: AskSubmissionDeps,
  { user, view, carried }: Filled,
): Promise<Outcome> {
  const from = readChannel(view.state.values);
  const screen = () => screens({ user, from }, carried.aim);
  const obstacle = from === null ? null : await admission.obstacleTo(user, from);
  if (obstacle === null) return { do: 'show', view: await screen(), sentence: null };
  const sentence = words.submittedInWords(obstacle, null) ?? [];
  return {
    do: 'errors',
    errors: { channel: words.wrongChannel(obstacle) },
    sentence,
    view: screen,
  };
}

/** What could not be read before. */
async function readAgain(
  { screens }: AskSubmissionDeps,
  { user, carried: { aim, from } }: Filled,
): Promise<Outcome> {
  return { do: 'show', view: await screens({ user, from }, aim), sentence: null };
}

/** The request itself, by the one way there is. Once it is journaled the card tells the rest. */
async function asked(deps: AskSubmissionDeps, { user, view }: Filled): Promise<Outcome> {
  const { words } = deps;
  const form = readForm(view);
  if (form === null) return told(words, notOurs(words), null);
  const { aim, channel } = form;
  const wish = { user, channel, taskId: aim.id, target: aim.target, reason: aim.reason };
  const { first, end } = begin(deps.submit, wish);
  const submitted = await first;
  if (submitted === 'journaled') {
    const afterwards = () => tellTheRest(deps, { user, channel, respond: null }, end);
    return { do: 'close', done: words.askedInWords(channel), afterwards };
  }
  const sentence = words.submittedInWords(submitted, await linkIn(submitted, deps.linkOf)) ?? [];
  const wrong = words.wrongField(submitted);
  if (wrong === null)
    return told(words, sentence, isWorthAnother(submitted) ? { aim, from: channel } : null);
  const formAgain = () => deps.screens({ user, from: channel }, aim, sentence);
  return { do: 'errors', errors: { [wrong.field]: wrong.error }, sentence, view: formAgain };
}

function begin(submit: Submit, wish: Wish) {
  let onAsked = (): void => undefined;
  const journaled = new Promise<'journaled'>((resolve) => {
    onAsked = () => resolve('journaled');
  });
  const end = submit(wish, () => onAsked());
  return { first: Promise.race([journaled, end]), end };
}

/** What the card does not say, e.g. that Slack did not take it. */
async function tellTheRest(
  { words, answer, doubt }: AskSubmissionDeps,
  to: Private,
  end: Promise<Submitted>,
): Promise<void> {
  const sentence = await sentenceFor(doubt, async () => words.submittedInWords(await end, null));
  if (sentence !== null) await answer(to, sentence);
}

function notOurs(words: Words): Sentence {
  return words.pressedInWords({ answer: 'not a card' }) ?? [];
}

function told(words: Words, sentence: Sentence, again: Carried | null): Outcome {
  return { do: 'show', view: toldModal(words, [sentence], again), sentence };
}

/** What is carried on, with what was typed into the form. */
function carriedNow(view: Filled['view'], carried: Carried): Carried {
  const form = readForm(view);
  return form === null ? carried : { aim: form.aim, from: form.channel };
}
