import type { Channel } from './channel.ts';
import type { Standing } from './standing.ts';
import { unless } from './unless.ts';
import { wrongWithWords } from './wording.ts';

/** What is wrong in the channel in the end: everything is told there, in order and once, or its requester knows that it could not be. */
export function wrongInChannel(
  channel: Channel,
  request: string,
  history: readonly Standing[],
): string[] {
  const { said, refused } = channel;
  const [card, ...trail] = said.filter((one) => one.request === request);
  const never = refused.filter((one) => one.request === request).map(({ seq }) => seq);
  const told = trail.map(({ event }) => event?.hash ?? 'a second card');
  const untold = history.filter(({ hash }) => !told.includes(hash)).map(({ seq }) => seq);
  const owed = card === undefined ? [0] : untold;
  const first = history[0];
  return [
    ...unless(
      owed.every((seq) => never.includes(seq)),
      `${request} lacks ${owed} in the channel, and Slack refused ${never}`,
    ),
    ...unless(isNoticed(channel, request, owed), `the requester of ${request} was not told`),
    ...unless(card === undefined || card.event === null, `${request} has no card above its trail`),
    ...unless(
      told.join() === inOrder(history, told).join(),
      `the trail of ${request} tells ${trail.map(({ event }) => event?.seq ?? 'a card')}`,
    ),
    ...wrongOnCard(card, history.at(-1)),
    ...trail.flatMap((one) => (first === undefined ? [] : wrongWithWords(one, first))),
  ];
}

function inOrder(history: readonly Standing[], told: readonly string[]): string[] {
  return history.map(({ hash }) => hash).filter((hash) => told.includes(hash));
}

/** Directly, after the last of what the channel lacks; and of nothing where Slack refused nothing. */
function isNoticed(
  { notices, refused }: Channel,
  request: string,
  owed: readonly number[],
): boolean {
  const isOfIt = (one: { request: string }) => one.request === request;
  const last = refused.findLastIndex((one) => isOfIt(one) && owed.includes(one.seq));
  const noticed = notices.filter(isOfIt);
  if (last === -1) return noticed.length === 0 || refused.some(isOfIt);
  return noticed.some(({ after }) => after > last);
}

function wrongOnCard(card: Channel['said'][number] | undefined, newest?: Standing): string[] {
  if (card === undefined || newest === undefined) return [];
  const { request, seq, state } = newest;
  const isNow = card.shows?.seq === seq && card.shows.state === state;
  return unless(isNow, `the card of ${request} shows ${card.shows?.state}, and it is ${state}`);
}
