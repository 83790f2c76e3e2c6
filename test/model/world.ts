import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scheduler } from 'fast-check';
import { afterNoon, aTask, NOON } from '../request/events.ts';
import { createDice } from '../torture/dice.ts';
import { createManualClock, type ManualClock } from '../workflow/manual-clock.ts';
import { createChannel } from './channel.ts';
import { createChronicle } from './chronicle.ts';
import { createCloud } from './cloud.ts';
import { createGates } from './gates.ts';
import { createOrder, type Order } from './order.ts';
import { createPeople } from './people.ts';
import { type Outside, type Policy, type Process, startProcess, type Wrap } from './process.ts';

export const TASKS = [
  '3861199d-c196-4791-bcd0-b45fde754f50',
  '4972210e-d2a7-48a2-8de1-c56fef865061',
  '5a83321fe3b859b39ef2d67ff0976172',
  '6b94432af4c960ca40f3e78aa1a87283',
  '7ca5543b-a5da-4bdb-91f4-089bb2b98394',
  '8db6654cb6eb5cecb2a5199cc3ca9405',
] as const;
/** Hours away; within the time that a request is open; not known. */
const PLANNED = [afterNoon(21_600).toISOString(), afterNoon(840).toISOString(), null];

/** A world in which bots decide, act and die, and nothing happens but by chance of the scheduler. */
export interface World extends Outside {
  readonly clock: ManualClock;
  readonly order: Order;
  /** The process that does everything; replaced when it is killed. */
  readonly main: Process;
  /** A replica that decides only. */
  readonly second: Process;
  /** Kills the main process wherever it stands; only the replica goes on. */
  kill(): void;
  /** Kills the main process wherever it stands, and starts another on the same journal. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** Memory, where there is some: no power fails here. */
const ROOM = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export async function openModelWorld(
  scheduler: Scheduler,
  { dryRun, ...policy }: Policy & { readonly dryRun: boolean },
  wrap: Wrap,
): Promise<World> {
  const folder = await mkdtemp(join(ROOM, 'dds-cancel-model-'));
  const clock = createManualClock(NOON);
  const order = createOrder();
  const gates = createGates(scheduler);
  const people = createPeople(gates, order);
  const chronicle = createChronicle({
    ...{ clock, order, people, emergency: policy.emergency, cloud: () => cloud },
    channel: () => channel,
  });
  const tasks = TASKS.map((id, n) =>
    aTask({ id, plannedStart: PLANNED[n % PLANNED.length] ?? null }),
  );
  const cloud = createCloud(tasks, clock, gates, order, chronicle.takeCall);
  const channel = createChannel(clock, gates);
  let ids = 0;
  const outside: Outside = {
    ...{ path: join(folder, 'bot.db'), clock, gates, cloud, channel, people, chronicle },
    ...{ policy, wrap, setting: { dryRun }, newId: () => `r${++ids}` },
  };
  let main = startProcess(outside);
  const opened = [main];
  const second = startProcess(outside, () => main.engine);
  opened.push(second);
  const giveBackChance = takeOverChance();

  return {
    ...outside,
    ...{ clock, order, second },
    get main() {
      return main;
    },
    kill() {
      main.life.over = true;
    },
    async crash() {
      main.life.over = true;
      main = startProcess(outside);
      opened.push(main);
      for (const request of await main.journal.unfinished()) main.engine.wake(request);
    },
    async close() {
      giveBackChance();
      for (const { life, journal } of opened) {
        life.over = true;
        await journal.close();
      }
      await rm(folder, { recursive: true });
    },
  };
}

/** The bot draws the length of its pauses; here a history must come out the same each time. */
function takeOverChance(): () => void {
  const { random } = Math;
  const dice = createDice(1);
  Math.random = () => dice.below(1_000) / 1_000;
  return () => {
    Math.random = random;
  };
}
