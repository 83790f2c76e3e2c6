import type { SandboxTask } from '../dds/task.ts';
import type {
  ChannelView,
  EphemeralView,
  PersonView,
  TaskView,
  WorldView,
} from '../page/api-types.ts';
import type { Sandbox } from '../running/sandbox.ts';
import type { Ephemeral } from '../slack/recorder.ts';
import { sees } from '../slack/visibility.ts';
import type { Channel, Person } from '../slack/world.ts';
import type { SandboxWorld } from '../world.ts';
import { HttpError } from './http-error.ts';
import { messageView } from './message-view.ts';
import { modalView } from './modal-view.ts';
import { stageView } from './stage-view.ts';

/** What one person sees, and nothing that Slack would not show to them. */
export function worldViewOf(sandbox: Sandbox, as: string): WorldView {
  const { world } = sandbox;
  const { slack } = world;
  const person = actor(world, as);
  const channels = [...slack.world.channels.values()].filter((it) => sees(person, it));
  const isVisible = ({ channel }: Ephemeral) => channels.some(({ id }) => id === channel);
  return {
    as,
    team: slack.teamId,
    people: [...slack.world.people.values()].map((it) => personView(world, it)),
    groups: [...slack.world.groups.values()].map(({ id, handle }) => ({ id, name: handle })),
    channels: channels.map(channelView),
    messages: channels.flatMap(({ id }) => everyMessage(world, id)),
    ephemerals: slack.ephemeralsOf(as).filter(isVisible).map(ephemeralView),
    notices: slack.noticesOf(as).map(({ at, text }) => ({ at, text })),
    modal: modalView(slack.openViewOf(as)),
    tasks: [...sandbox.clouds()].flatMap(([target, dds]) =>
      dds.tasks().map((task) => taskView(task, target)),
    ),
    ...stageView(sandbox),
  };
}

/** The person of that id, if they can act at all. */
export function actor({ slack }: SandboxWorld, as: string): Person {
  const person = slack.world.people.get(as);
  if (person === undefined || !canAct(person)) {
    throw new HttpError(400, `Nobody can act as "${as}" here.`);
  }
  return person;
}

function canAct({ kind }: Person): boolean {
  return kind !== 'bot' && kind !== 'deactivated';
}

function everyMessage({ slack }: SandboxWorld, channelId: string) {
  const shown = slack.messages(channelId);
  const heads = shown.filter(({ thread_ts }) => thread_ts === undefined);
  const threads = heads.flatMap(({ ts }) => slack.thread(channelId, ts));
  const orphans = shown.filter((it) => !threads.some(({ ts }) => ts === it.ts));
  return [...threads, ...orphans].sort((a, b) => (a.ts < b.ts ? -1 : 1)).map(messageView);
}

function personView({ slack }: SandboxWorld, person: Person): PersonView {
  const { id, name, real_name: realName, kind, tz: zone } = person;
  const groups = [...slack.world.groups.values()].filter(({ users }) => users.includes(id));
  const standing = kind === 'member' ? [] : [kind.replace(/ \(.*\)$/, '')];
  const role = [...standing, ...groups.map(({ handle }) => `@${handle}`)].join(', ');
  return { id, name, realName, role, zone, canAct: canAct(person) };
}

function channelView(channel: Channel): ChannelView {
  const { id, name, kind, private: isPrivate, ext_shared, archived, members } = channel;
  const shown = { id, name, kind, isPrivate, isShared: ext_shared, isArchived: archived };
  return { ...shown, members: [...members] };
}

function ephemeralView({ channel, ts, thread_ts, text, blocks }: Ephemeral): EphemeralView {
  return { channel, ts, threadTs: thread_ts ?? null, text, blocks: blocks ?? [] };
}

function taskView(task: SandboxTask, target: string): TaskView {
  const { jobId, jobName, status, instanceName, startTime } = task;
  const plannedStart = startTime instanceof Date ? startTime.toISOString() : null;
  return { target, jobId, jobName, status, instanceName, plannedStart };
}
