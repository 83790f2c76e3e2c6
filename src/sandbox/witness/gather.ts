import type { DdsSimulator } from '../dds/simulator.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import type { BotClock, Down, Evidence, Policy, TaskRecord } from './evidence.ts';
import { readJournal, type Story } from './journal-event.ts';

export interface Sources {
  readonly slack: SlackSimulator;
  /** By the names of their targets. */
  readonly clouds: ReadonlyMap<string, DdsSimulator>;
  readonly now: () => Date;
  readonly journal: readonly unknown[];
  readonly policy: Policy;
  readonly secrets: readonly string[];
  readonly channels: readonly string[];
  readonly people: readonly string[];
  /** None, unless the bot was killed. */
  readonly downs?: readonly Down[];
  /** Unless it was right. */
  readonly botClock?: BotClock | undefined;
}

/** A copy of all that the simulators know, taken when nothing is under way any more. */
export function gather(sources: Sources): Evidence {
  const { slack, clouds, now, journal, policy, secrets, channels, people, downs = [] } = sources;
  const { botClock } = sources;
  const heads = channels.flatMap((channel) =>
    slack.messages(channel).filter(({ thread_ts }) => thread_ts === undefined),
  );
  return structuredClone({
    at: now(),
    dds: recordedBy(clouds, journal),
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
    ...{ journal, policy, secrets, downs },
    ...(botClock !== undefined && { botClock }),
  });
}

function recordedBy(clouds: Sources['clouds'], journal: readonly unknown[]): Evidence['dds'] {
  const { stories } = readJournal(journal);
  const all = [...clouds].map(([target, dds]) => ({
    calls: dds.calls.map((call) => ({ ...call, target })),
    cancellations: dds.cancellations.map((cancellation) => ({ ...cancellation, target })),
    tasks: taskIdsIn(stories, target).map((jobId) => recordOf(jobId, target, dds)),
    violations: dds.violations.map((violation) => `${target}: ${violation}`),
  }));
  return {
    calls: all.flatMap(({ calls }) => calls),
    cancellations: all.flatMap(({ cancellations }) => cancellations),
    tasks: all.flatMap(({ tasks }) => tasks),
    violations: all.flatMap(({ violations }) => violations),
    fullestWindow: Math.max(...[...clouds.values()].map((dds) => dds.fullestWindow())),
  };
}

/** Of every task of this target that a request was ever made for. */
function taskIdsIn(stories: readonly Story[], target: string): readonly string[] {
  const here = stories.filter(({ events: [first] }) => first.target === target);
  const ids = here.flatMap(({ events }) => events.map(({ task }) => task?.id));
  return [...new Set(ids)].filter((id) => id !== undefined);
}

function recordOf(jobId: string, target: string, dds: DdsSimulator): TaskRecord {
  const gone = dds.removedAt(jobId);
  const end = gone === undefined ? [] : [{ at: gone, status: null }];
  return { target, jobId, history: [...dds.historyOf(jobId), ...end] };
}

/** A modal is opened by the trigger of the click that asked for it. */
function userOf(trigger: unknown, { deliveries }: SlackSimulator): string {
  const asked = deliveries.find(({ payload }) => payload['trigger_id'] === trigger);
  return asked?.userId ?? '';
}
