import { z } from 'zod';
import type { Delivery } from '../slack/recorder.ts';
import { clickedOn } from './clicks.ts';
import { type Evidence, patienceOf } from './evidence.ts';
import { type Hearing, hearingOf, takeFirst } from './hearing.ts';
import type { Story } from './journal-event.ts';
import { writtenAt } from './written.ts';

/**
 * Every click and form that the app has acked came, in time, to an event, a modal, or an answer to that
 * person, each of which answers one act and no other; only what a killed bot had in its hands, or what
 * Slack did not take, may have come to nothing.
 */
export function answerFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { slack } = evidence;
  const acts = slack.deliveries.filter((act) => isFirstAct(act) && !mayBeForgotten(act, evidence));
  const hearing = hearingOf(stories, evidence);
  const open = acts.filter((act) => act.state === 'acked' && !isAnswered(act, hearing, evidence));
  // A click on a card can only have come to an event of that request; a form is taken last.
  const unheard = [...open.filter(isOnMessage), ...open.filter((act) => !isOnMessage(act))].filter(
    (act) => !isHeard(act, stories, hearing, evidence),
  );
  return acts.flatMap(({ type, id, userId, at, state }) => {
    if (state !== 'acked') return [`the ${type} ${id} of ${userId} at ${at} ended as ${state}`];
    const isLost = unheard.some((act) => act.id === id);
    return isLost ? [`the ${type} ${id} of ${userId} at ${at} was never answered`] : [];
  });
}

/** By what was sent to this very act; what was sent and not taken excuses the bot. */
function isAnswered(act: Delivery, { answered }: Hearing, { slack, policy }: Evidence): boolean {
  const { payload, userId, ackBody } = act;
  if (ackBody !== undefined) return true;
  const inTime = within(act, patienceOf(policy));
  const own = [payload['response_url'], payload['trigger_id']];
  const isSpoiled = slack.failed.some(
    (call) => call.method === 'chat.postEphemeral' && call.args['user'] === userId && inTime(call),
  );
  return isSpoiled || answered.some((answer) => own.includes(answer.to) && inTime(answer));
}

function isHeard(
  act: Delivery,
  stories: readonly Story[],
  { loose }: Hearing,
  evidence: Evidence,
): boolean {
  const { slack, policy } = evidence;
  const { userId } = act;
  const inTime = within(act, patienceOf(policy));
  const card = clickedOn(act);
  const request = slack.messages.find(({ ts }) => ts === card)?.metadata?.event_payload['request'];
  const isForIt = (of: string | undefined) =>
    of === undefined || request === undefined || of === request;
  const story = stories.find(({ id }) => id === request);
  return (
    // First, for it uses up nothing that answers another act.
    foundOut(act, story, evidence).some(inTime) ||
    takeFirst(loose, (one) => one.userId === userId && inTime(one) && isForIt(one.request)) ||
    // In a modal everything is answered by what it shows next.
    (inModal(act) && slack.viewsShown.some((view) => view.userId === userId && inTime(view)))
  );
}

function within({ at }: Delivery, ms: number): (one: { readonly at: string }) => boolean {
  const until = new Date(Date.parse(at) + ms).toISOString();
  return (one) => one.at >= at && one.at <= until;
}

const checkAgain = z.looseObject({
  actions: z.tuple([z.looseObject({ action_id: z.literal('check_again') })]),
});

function isOnMessage(act: Delivery): boolean {
  return clickedOn(act) !== undefined;
}

function inModal({ type, payload }: Delivery): boolean {
  return type === 'block_actions' && payload['view'] !== undefined;
}

/** *Check again* is answered under the card, by what it finds out; that may answer several at once. */
function foundOut(
  { payload }: Delivery,
  story: Story | undefined,
  evidence: Evidence,
): readonly { readonly at: string }[] {
  if (!checkAgain.safeParse(payload).success) return [];
  const found = story?.events.filter(({ by }) => by === 'bot') ?? [];
  return found.map((event) => ({ at: writtenAt(event, evidence).toISOString() }));
}

/** What a bot still had in its hands when it was killed had come to it no earlier than that. */
const IN_HAND_MS = 180_000;

function mayBeForgotten({ at }: Delivery, { downs }: Evidence): boolean {
  const began = new Date(at).getTime();
  return downs.some(
    ({ from, until }) => began <= until.getTime() && from.getTime() <= began + IN_HAND_MS,
  );
}

function isFirstAct({ type, retry }: Delivery): boolean {
  return retry === 0 && type !== 'view_closed';
}
