import type { Finding } from '../../../src/sandbox/witness/witness.ts';
import { brokenOff } from '../broken-off.ts';
import type { KillPoint } from '../killed/kill-switch.ts';
import { openScene, type Scene, type SceneOptions } from '../lives/scene.ts';
import { createCast, StuckError } from './cast.ts';
import type { Journey } from './journey.ts';
import { isOnTheWire, type Point, pointsOf, wireCalls } from './point.ts';
import { killOnTheWire } from './wire-kill.ts';

/** What became of one kill point. */
export interface Swept {
  readonly point: Point;
  /** The run came to this call, and died there. */
  readonly isReached: boolean;
  readonly findings: readonly Finding[];
}

export type SweepOptions = Omit<SceneOptions, 'env'>;

/** What a journey is made of, where nobody kills the bot. */
export interface Unharmed {
  /** Every moment at which it can be killed. */
  readonly points: readonly Point[];
  /** Such a journey is swept only where there are none. */
  readonly findings: readonly Finding[];
}

/** Plays a journey once, and counts the calls of the bot, or of that after its first death. */
export async function unharmed(journey: Journey, options: SweepOptions = {}): Promise<Unharmed> {
  const scene = await openScene({ ...journey, ...options });
  const { lives, world } = scene;
  try {
    await scene.idle();
    let before = wireCalls(world);
    const callOff = await arm(scene, journey, null);
    if (journey.dies !== undefined)
      lives.atDeath(() => {
        before = wireCalls(world);
      });
    const findings = await play(scene, journey);
    callOff();
    await scene.idle();
    const { counts = {} } = (await lives.counted()) ?? {};
    const after = wireCalls(world);
    const calls = [...since(after.slack, before.slack), ...since(after.dds, before.dds)];
    return { points: pointsOf(counts, counted(calls)), findings };
  } finally {
    await scene.close();
  }
}

function since(after: readonly string[], before: readonly string[]): readonly string[] {
  return after.slice(before.length);
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/**
 * Plays the journey once for each point and kills the bot there. The next life ends what the last
 * one began, and is killed in its turn. A world that something was found in is left for a new one.
 */
export async function sweep(
  journey: Journey,
  points: readonly Point[],
  options: SweepOptions = {},
): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  while (swept.length < points.length) {
    const scene = await openScene({ ...journey, ...options });
    try {
      swept.push(...(await sweepIn(scene, journey, points.slice(swept.length))));
    } finally {
      await scene.close();
    }
  }
  return swept;
}

/** Up to the first point where something was found; the last one is followed by one more restart. */
async function sweepIn(scene: Scene, journey: Journey, points: readonly Point[]): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const point of points) {
    const one = await killAt(scene, journey, point);
    swept.push(one);
    if (one.findings.length > 0) return swept;
  }
  // A life that has nothing left to do must neither post nor call anything once more.
  scene.lives.kill();
  const findings = await scene.audited();
  const last = swept.pop();
  return last === undefined ? swept : [...swept, { ...last, findings }];
}

async function killAt(scene: Scene, journey: Journey, point: Point): Promise<Swept> {
  const { lives } = scene;
  await lives.ready();
  await scene.idle();
  const deaths = lives.deaths() + (journey.dies === undefined ? 0 : 1);
  const callOff = await arm(scene, journey, point);
  const findings = await play(scene, journey);
  callOff();
  // The point may be in what the bot does when everybody has gone.
  if (lives.deaths() <= deaths) await scene.idle();
  const isReached = lives.deaths() > deaths;
  // The next point is for a bot that knows nobody yet, as the one that was counted.
  if (!isReached) lives.kill();
  const isDoneWith = !isReached || findings.length > 0;
  return { point, isReached, findings: isDoneWith ? findings : await scene.settled() };
}

/** The answer calls off whatever has not come to pass. */
async function arm(scene: Scene, { dies }: Journey, point: Point | null): Promise<() => void> {
  if (dies === undefined) return armNow(scene, point);
  const { lives } = scene;
  const callOffs: (() => void)[] = [];
  lives.armNext(inProcess(point));
  callOffs.push(() => lives.armNext(null));
  callOffs.push(lives.atDeath(() => void callOffs.push(watchFor(scene, point))));
  callOffs.push(await armNow(scene, dies));
  return () => {
    for (const callOff of callOffs) callOff();
  };
}

async function armNow(scene: Scene, point: Point | null): Promise<() => void> {
  const callOff = watchFor(scene, point);
  await scene.lives.arm(inProcess(point));
  return callOff;
}

function watchFor({ world, lives }: Scene, point: Point | null): () => void {
  if (point === null || !isOnTheWire(point)) return () => undefined;
  return killOnTheWire(world, point, lives.kill);
}

function inProcess(point: Point | null): KillPoint | null {
  return point === null || isOnTheWire(point) ? null : point;
}

async function play(scene: Scene, journey: Journey): Promise<readonly Finding[]> {
  const { dds, slack } = scene.world;
  dds.clearFaults();
  slack.clearFaults();
  const task = dds.addTask({ instanceName: 'orders-prod' });
  try {
    await journey.play(createCast(scene, task), scene.world);
  } catch (fault) {
    const found: Finding =
      fault instanceof StuckError ? { kind: 'stuck', what: fault.message } : brokenOff(fault);
    return [found, ...(await scene.settled())];
  }
  return scene.settled();
}
