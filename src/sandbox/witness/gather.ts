import type { DdsSimulator } from '../dds/simulator.ts';
import { taskRow } from '../dds/task.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import type { Answer, BotClock, Down, Evidence, Policy, TaskRecord } from './evidence.ts';
import { readJournal, type Story } from './journal-event.ts';

export interface Sources {
  readonly slack: SlackSimulator;
  /** By the names of their targets. */
  readonly clouds: ReadonlyMap<string, DdsSimulator>;
  readonly now: () => Date;
  readonly journal: readonly unknown[];
  readonly policy: Policy;
  readonly secrets: readonly string[];
  readonly log?: readonly string[];
  /** None, unless the bot was killed. */
  readonly downs?: readonly Down[];
  /** Unless it was right. */
  readonly botClock?: BotClock | undefined;
}

/** A copy of all that the simulators know, taken when nothing is under way any more. */
export function gather(sources: Sources): Evidence {
  const { slack, clouds, now, journal, policy, secrets, log = [], downs = [] } = sources;
  const { botClock } = sources;
  const people = [...slack.world.people.values()];
  const ids = people.map(({ id }) => id);
  // What is said directly is told by person.
  const channels = [...slack.world.channels.values()].filter(({ kind }) => kind === 'channel');
  const heads = channels.flatMap(({ id }) =>
    slack.messages(id).filter(({ thread_ts }) => thread_ts === undefined),
  );
  return {
    ...{ at: now(), dds: recordedBy(clouds, journal), journal, policy, secrets, log, downs },
    slack: structuredClone({
      botId: slack.botId,
      messages: heads.flatMap(({ channel, ts }) => slack.thread(channel, ts)),
      directMessages: ids.flatMap((user) => slack.directMessages(user)),
      ephemerals: ids.flatMap((user) => slack.ephemeralsOf(user)),
      deliveries: slack.deliveries,
      answers: answersOf(slack),
      problems: slack.problems,
      viewsShown: slack.viewsShown,
      fullMembers: people.filter(({ kind }) => kind === 'member').map(({ id }) => id),
      channels: channels.map((channel) => ({
        ...{ id: channel.id, isPrivate: channel.private },
        everMembers: [...channel.everMembers],
      })),
      failed: slack.apiCalls.filter(({ done }) => done !== true),
    }),
    ...(botClock !== undefined && { botClock }),
  };
}

function recordedBy(clouds: Sources['clouds'], journal: readonly unknown[]): Evidence['dds'] {
  const { stories } = readJournal(journal);
  const all = [...clouds].map(([target, dds]) => ({
    calls: dds.calls.map((call) => ({ ...call, target })),
    cancellations: dds.cancellations.map((cancellation) => ({ ...cancellation, target })),
    tasks: taskIdsIn(stories, target).map((jobId) => recordOf(jobId, target, dds)),
    violations: dds.violations.map((violation) => `${target}: ${violation}`),
  }));
  // A call that is under way changes; what it listed, a task and a date do not.
  return {
    calls: all.flatMap(({ calls }) => calls),
    cancellations: all.flatMap(({ cancellations }) => cancellations),
    tasks: all.flatMap(({ tasks }) => tasks),
    violations: all.flatMap(({ violations }) => violations),
    credentials: [...clouds.values()].flatMap((dds) => [...dds.credentials]),
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
  const held = dds
    .historyOf(jobId)
    .map(({ at, status, task }) => ({ at, status, row: taskRow(task) }));
  return { target, jobId, history: [...held, ...end] };
}

const OPENING: readonly string[] = ['views.open', 'views.push'];

/** A modal is opened by the trigger of the act that asked for it. */
function answersOf({ apiCalls }: SlackSimulator): readonly Answer[] {
  return apiCalls.flatMap(({ at, method, args, responseUrl, done }) => {
    const to = responseUrl ?? (OPENING.includes(method) ? args['trigger_id'] : undefined);
    return typeof to === 'string' ? [{ at, to, isDone: done === true }] : [];
  });
}
