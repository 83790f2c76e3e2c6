import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DdsSimulator, type DdsSimulatorOptions, openDdsSimulator } from './dds/simulator.ts';
import {
  openSlackSimulator,
  type SlackSimulator,
  type SlackSimulatorOptions,
} from './slack/simulator.ts';
import { botEnvironment, cloudVariables, type Transport } from './world/bot-environment.ts';
import { CHANNELS, ONCALL, PEOPLE } from './world/cast.ts';
import { type FirstTasks, fillCloud } from './world/cloud.ts';
import { cloudsByName, type FurtherTarget, openFurtherTargets } from './world/clouds.ts';
import { freePort } from './world/free-port.ts';
import { writeTargetsFile } from './world/targets-file.ts';

export interface WorldOptions {
  /** Socket Mode unless told otherwise. */
  readonly transport?: Transport;
  readonly now?: () => Date;
  readonly slack?: SlackSimulatorOptions;
  readonly dds?: DdsSimulatorOptions;
  /** Clouds beside the first one, by the names of their targets; the bot is told of all in a file. */
  readonly furtherTargets?: Readonly<Record<string, FurtherTarget>>;
  /** Laid over the bot's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Slack and Huawei Cloud as the bot sees them, with people, channels and tasks in them. */
export interface SandboxWorld {
  readonly slack: SlackSimulator;
  /** The first cloud, which holds the tasks. */
  readonly dds: DdsSimulator;
  /** Every cloud by the name of its target. */
  readonly clouds: ReadonlyMap<string, DdsSimulator>;
  readonly people: typeof PEOPLE;
  readonly channels: typeof CHANNELS;
  readonly tasks: FirstTasks;
  readonly now: () => Date;
  /** The bot's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Empty but for what the bot writes; deleted by `close`. The bot's working directory, too. */
  readonly directory: string;
  close(): Promise<void>;
}

export async function openWorld(options: WorldOptions = {}): Promise<SandboxWorld> {
  const { transport = 'socket', now = () => new Date(), furtherTargets = {} } = options;
  const dds = await openDdsSimulator({ now, ...options.dds });
  const further = await openFurtherTargets(furtherTargets, now);
  const clouds = cloudsByName(dds, further);
  const slack = await openSlackSimulator({
    now,
    people: Object.values(PEOPLE),
    channels: Object.values(CHANNELS),
    groups: [ONCALL],
    ...options.slack,
  });
  const directory = await mkdtemp(join(tmpdir(), 'dds-cancel-sandbox-'));
  const port = await freePort();
  if (transport === 'http') slack.deliverOverHttp(`http://127.0.0.1:${port}/slack/events`);
  const databasePath = join(directory, 'journal.db');
  const cloud =
    further.length === 0
      ? cloudVariables(dds)
      : await writeTargetsFile(directory, [{ name: dds.region, dds }, ...further]);
  const parts = { slack, cloud, transport, approvers: ONCALL.id, databasePath, port };
  return {
    slack,
    dds,
    clouds,
    people: PEOPLE,
    channels: CHANNELS,
    tasks: fillCloud(dds, now()),
    now,
    env: { ...botEnvironment(parts), ...options.env },
    directory,
    async close() {
      await Promise.all([slack.close(), ...[...clouds.values()].map((each) => each.close())]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
