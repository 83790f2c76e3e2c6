import type { SandboxTask } from '../dds/task.ts';
import type { Troubles } from '../running/troubles.ts';
import type { Message } from '../slack/message-store.ts';
import { addPendingTask } from '../world/cloud.ts';
import { cloudOf } from '../world/clouds.ts';
import type { SandboxWorld } from '../world.ts';

/** A situation to walk into, by `/?scene=<id>` or from the page's menu. */
export interface Scene {
  readonly id: string;
  readonly title: string;
  /** What to do now, or what to look at. */
  readonly says: string;
  /** Who the visitor is then. */
  readonly as: string;
  /** The settings of the bot that are on in it; none by default. */
  readonly settings?: readonly string[];
  /** Brings the situation about; resolves when it stands. Every trouble is off at its beginning. */
  play(stage: SceneStage): Promise<void>;
}

export interface SceneStage {
  readonly world: SandboxWorld;
  readonly troubles: Troubles;
}

/** What is asked for: that this task of this instance be cancelled. */
export interface Wish {
  /** Who asks; the requester by default. */
  readonly by?: string;
  /** The target that holds the task; the first one by default. */
  readonly target?: string;
  readonly jobName: string;
  readonly instanceName: string;
  readonly reason: string;
}

export interface Asked {
  readonly task: SandboxTask;
  readonly card: Message;
}

/** How soon the task of a scene starts. */
export const STARTS_IN_MINUTES = 38;

/** A new task on this instance, about to start, and a request that it be cancelled. */
export async function ask({ world }: SceneStage, wish: Wish): Promise<Asked> {
  const { slack, clouds, people, channels, now } = world;
  const { reason, by = people.requester.id, target, ...task } = wish;
  const dds = cloudOf(clouds, target);
  const { jobId } = addPendingTask(dds, { ...task, startsInMinutes: STARTS_IN_MINUTES }, now());
  const { id: channel } = channels.ops;
  await slack.command(by, channel, `/dds-cancel ${jobId} ${reason}`);
  const card = await slack.until(() => slack.messages(channel).find(isCardOf(jobId)));
  return { task: dds.task(jobId), card };
}

/** Presses *Approve cancellation*, confirm dialog included. */
export async function approve({ world }: SceneStage, { card }: Asked): Promise<void> {
  const { slack, people } = world;
  const { channel, ts } = card;
  const button = { channel, ts, action_id: 'approve' };
  await slack.press(people.approver.id, button, { confirm: true });
}

/** Resolves when the thread under the card tells of this event. */
export async function told({ world }: SceneStage, { card }: Asked, event: string): Promise<void> {
  const { slack } = world;
  const { channel, ts } = card;
  await slack.until(() =>
    slack.thread(channel, ts).find((it) => it.metadata?.event_payload['event'] === event),
  );
}

function isCardOf(jobId: string): (message: Message) => boolean {
  return ({ metadata }) =>
    metadata?.event_type === 'dds_cancel_card' && metadata.event_payload['job_id'] === jobId;
}
