import type { DdsSimulator } from '../dds/simulator.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import type { Evidence, Policy, TaskRecord } from './evidence.ts';
import { readJournal } from './journal-event.ts';

export interface Sources {
  readonly slack: SlackSimulator;
  readonly dds: DdsSimulator;
  readonly now: () => Date;
  readonly journal: readonly unknown[];
  readonly policy: Policy;
  readonly secrets: readonly string[];
  readonly channels: readonly string[];
  readonly people: readonly string[];
}

/** A copy of all that the simulators know, taken when nothing is under way any more. */
export function gather(sources: Sources): Evidence {
  const { slack, dds, now, journal, policy, secrets, channels, people } = sources;
  const heads = channels.flatMap((channel) =>
    slack.messages(channel).filter(({ thread_ts }) => thread_ts === undefined),
  );
  return structuredClone({
    at: now(),
    dds: {
      calls: dds.calls,
      cancellations: dds.cancellations,
      tasks: taskIdsIn(journal).map((jobId) => recordOf(jobId, dds)),
      violations: dds.violations,
      fullestWindow: dds.fullestWindow(),
    },
    slack: {
      botId: slack.botId,
      messages: heads.flatMap(({ channel, ts }) => slack.thread(channel, ts)),
      directMessages: people.flatMap((user) => slack.directMessages(user)),
      ephemerals: people.flatMap((user) => slack.ephemeralsOf(user)),
      deliveries: slack.deliveries,
      viewsOpened: slack.apiCalls.flatMap(({ method, ok, at, args }) =>
        method === 'views.open' && ok ? [{ at, userId: userOf(args['trigger_id'], slack) }] : [],
      ),
      problems: slack.problems,
    },
    ...{ journal, policy, secrets },
  });
}

/** Of every task that a request was ever made for. */
function taskIdsIn(journal: readonly unknown[]): readonly string[] {
  const { stories } = readJournal(journal);
  const ids = stories.flatMap(({ events }) => events.map(({ task }) => task?.id));
  return [...new Set(ids)].filter((id) => id !== undefined);
}

function recordOf(jobId: string, dds: DdsSimulator): TaskRecord {
  const gone = dds.removedAt(jobId);
  const end = gone === undefined ? [] : [{ at: gone, status: null }];
  return { jobId, history: [...dds.historyOf(jobId), ...end] };
}

/** A modal is opened by the trigger of the click that asked for it. */
function userOf(trigger: unknown, { deliveries }: SlackSimulator): string {
  const asked = deliveries.find(({ payload }) => payload['trigger_id'] === trigger);
  return asked?.userId ?? '';
}
