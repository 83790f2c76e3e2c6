import type { Content } from '../slack/message-store.ts';
import type { ChannelRecord, Evidence } from './evidence.ts';
import type { Story } from './journal-event.ts';
import { cardsOf } from './trail.ts';

/** Shorter reasons are words that anybody may use. */
const TELLING_REASON = 8;

/** Design §5.9: nobody learns of a private channel's requests outside it. */
export function privacyFaults(stories: readonly Story[], evidence: Evidence): string[] {
  return stories.flatMap((story) => {
    const home = evidence.slack.channels.find(({ id }) => id === story.events[0].channel);
    if (home === undefined || !home.isPrivate) return [];
    const secrets = secretsOf(story, evidence);
    return [...elsewhere(story, home, stories, evidence), ...toOutsiders(home, evidence)].flatMap(
      ({ name, text, known }) =>
        [...secrets, ...(known.isTaskSecret ? taskIdsOf(story) : [])]
          .filter((secret) => text.includes(secret) && !known.typed.includes(secret))
          .map((secret) => `${name} tells of request ${story.id} of a private channel: ${secret}`),
    );
  });
}

interface Place {
  readonly name: string;
  readonly text: string;
  readonly known: {
    /** All that the reader had typed or pressed by then. */
    readonly typed: string;
    /** Nobody there has another way to know the task. */
    readonly isTaskSecret: boolean;
  };
}

/** What leads to one request and no other. */
function secretsOf(story: Story, evidence: Evidence): readonly string[] {
  const { reason } = story.events[0];
  const cards = cardsOf(story, evidence).flatMap(({ ts }) => [ts, `p${ts.replace('.', '')}`]);
  const isTelling = (reason?.length ?? 0) >= TELLING_REASON;
  // As it stands in JSON.
  const words = isTelling ? [JSON.stringify(reason).slice(1, -1)] : [];
  return [story.id, ...cards, ...words];
}

function taskIdsOf({ events }: Story): readonly string[] {
  return [...new Set(events.flatMap(({ task }) => (task === undefined ? [] : [task.id])))];
}

/** What the bot said in other channels; there the task may be known by a request of their own. */
function elsewhere(
  story: Story,
  home: ChannelRecord,
  stories: readonly Story[],
  { slack }: Evidence,
): readonly Place[] {
  const ids = taskIdsOf(story);
  const own = slack.messages.filter(
    ({ bot_id, channel }) => bot_id === slack.botId && channel !== home.id,
  );
  return own.map(({ channel, ts, versions }) => {
    const isAsked = stories.some(
      (other) =>
        other.events[0].channel === channel && taskIdsOf(other).some((id) => ids.includes(id)),
    );
    const known = { typed: '', isTaskSecret: !isAsked };
    return { name: `the message ${ts} in ${channel}`, text: JSON.stringify(versions), known };
  });
}

/** What people saw alone. Whoever may ask may list all tasks, so a task's id is no secret to them. */
function toOutsiders({ everMembers }: ChannelRecord, { slack }: Evidence): readonly Place[] {
  const { fullMembers, ephemerals, viewsShown, directMessages } = slack;
  const place = (userId: string, at: string, name: string, shown: unknown): Place => ({
    name: `${name} ${userId} at ${at}`,
    text: JSON.stringify(shown),
    known: { typed: typedBy(userId, at, slack), isTaskSecret: !fullMembers.includes(userId) },
  });
  const isOutside = ({ userId }: { userId: string }) => !everMembers.includes(userId);
  const direct = directMessages.map(({ channel, versions, bot_id }) => ({
    ...{ userId: `U${channel.slice(1)}`, isOwn: bot_id === slack.botId },
    versions,
  }));
  return [
    ...ephemerals
      .filter(isOutside)
      .map(({ userId, at, text, blocks }) => place(userId, at, 'an answer to', { text, blocks })),
    ...viewsShown
      .filter(isOutside)
      .map(({ userId, at, source }) => place(userId, at, 'a modal of', source)),
    ...direct
      .filter((one) => one.isOwn && isOutside(one))
      .map(({ userId, versions }) => place(userId, firstOf(versions), 'a message to', versions)),
  ];
}

function firstOf(versions: readonly (Content & { readonly at: string })[]): string {
  return versions[0]?.at ?? '';
}

function typedBy(user: string, until: string, { deliveries }: Evidence['slack']): string {
  const own = deliveries.filter(({ userId, at }) => userId === user && at <= until);
  return JSON.stringify(own.map(({ payload }) => payload));
}
