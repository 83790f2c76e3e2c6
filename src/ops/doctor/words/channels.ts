import type { SlackPlace } from '../../../slack/directory/place.ts';
import type { Asked, JoinedChannel } from '../../../slack/probe.ts';
import { type Check, fail, ok } from '../check.ts';
import { unclear } from './slack.ts';

const ID = 'slack.channels';
const MOST_NAMED = 10;

/** Where `CHANNELS` names none: the channels the bot is in. */
export function joinedCheck(bot: string, answer: Asked<readonly JoinedChannel[]>): Check {
  if (!answer.ok) return unclear(ID, 'Channels', answer);
  const joined = answer.value;
  const shared = joined.filter(({ sharedOutside }) => sharedOutside);
  if (joined.length === shared.length)
    return fail(
      ID,
      joined.length === 0
        ? 'Channels: the bot is in none.'
        : `Channels: the bot is in none but ${named(shared)}, shared with another organisation, where no request is taken.`,
      `Type /invite @${bot} in the channel where requests are to be made.`,
    );
  const but =
    shared.length === 0
      ? ''
      : `; no requests in ${named(shared)}, shared with another organisation`;
  return ok(ID, `Channels: the bot is in ${named(joined)}${but}.`);
}

/** `places`: each channel of `CHANNELS`, and what Slack says of it. */
export function listedCheck(
  bot: string,
  places: ReadonlyMap<string, Asked<SlackPlace>>,
  joined: Asked<readonly JoinedChannel[]>,
): Check {
  const wrong = [...places].flatMap(([channel, answer]) => {
    const why = answer.ok ? whyNot(answer.value) : `Slack does not say what it is, ${answer.code}`;
    return why === null ? [] : [`${channel} (${why})`];
  });
  const others = joined.ok ? joined.value.filter(({ id }) => !places.has(id)) : [];
  const also =
    others.length === 0 ? '' : ` It is in ${named(others)} too, which CHANNELS leaves out.`;
  if (wrong.length === 0) return ok(ID, `Channels: the bot is in all that CHANNELS names.${also}`);
  const next = `Type /invite @${bot} in a channel that it is not in; take out of CHANNELS what cannot be used.`;
  const said = `Channels: of ${places.size} in CHANNELS no request can be made in ${wrong.join(', ')}.${also}`;
  return fail(ID, said, next);
}

function whyNot(place: SlackPlace): string | null {
  switch (place.kind) {
    case 'channel':
      return place.sharedOutside ? 'shared with another organisation' : null;
    case 'bot not in channel':
      return 'the bot is not in it, or there is no such channel';
    case 'archived':
      return 'archived';
    case 'direct message':
      return 'a direct message';
    default:
      return place satisfies never;
  }
}

function named(channels: readonly JoinedChannel[]): string {
  const names = channels
    .slice(0, MOST_NAMED)
    .map(({ id, name }) => (name === '' ? id : `#${name} (${id})`));
  const more = channels.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
