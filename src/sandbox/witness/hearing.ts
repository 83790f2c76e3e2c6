import type { Answer, Evidence } from './evidence.ts';
import type { Story } from './journal-event.ts';
import { writtenAt } from './written.ts';

/** All that people heard of what they did. */
export interface Hearing {
  /** What was sent to one very act. */
  readonly answered: readonly Answer[];
  /** What tells not to which act it belongs, in the order of time. Each is one act's, and then used up. */
  readonly loose: Loose[];
}

interface Loose {
  readonly at: string;
  readonly userId: string;
  /** Of which it is; absent where that is not known. */
  readonly request?: string;
}

export function hearingOf(stories: readonly Story[], evidence: Evidence): Hearing {
  const { slack } = evidence;
  const events = stories.flatMap(({ events: all }) =>
    all.map((event) => ({
      at: writtenAt(event, evidence).toISOString(),
      ...{ userId: event.by, request: event.request },
    })),
  );
  const told = slack.ephemerals.filter(({ via }) => via === 'chat.postEphemeral');
  const loose = [...events, ...told, ...toAnotherAct(slack)];
  return { answered: slack.answers, loose: loose.toSorted((a, b) => (a.at < b.at ? -1 : 1)) };
}

/** A second answer to an act may be to the form that its modal led to. */
function toAnotherAct({ answers, deliveries }: Evidence['slack']): readonly Loose[] {
  return deliveries
    .filter(({ retry }) => retry === 0)
    .flatMap(({ userId, payload }) => {
      const own = [payload['response_url'], payload['trigger_id']];
      const done = answers.filter(({ to, isDone }) => isDone && own.includes(to));
      return done.slice(1).map(({ at }) => ({ at, userId }));
    });
}

/** Uses up the first that is wanted; `false`: there is none. */
export function takeFirst(loose: Loose[], isWanted: (one: Loose) => boolean): boolean {
  const index = loose.findIndex(isWanted);
  if (index >= 0) loose.splice(index, 1);
  return index >= 0;
}
