import type { Finding } from '../../../src/sandbox/witness/witness.ts';
import type { Sabotage } from '../killed/sabotage.ts';
import { openScene, type Scene } from '../lives/scene.ts';
import { createCast, StuckError } from './cast.ts';
import type { Journey } from './journeys.ts';
import { isOnTheWire, type Point, pointsOf, wireCalls } from './point.ts';
import { killOnTheWire } from './wire-kill.ts';

/** What became of one kill point. */
export interface Swept {
  readonly point: Point;
  /** The run came to this call, and died there. */
  readonly isReached: boolean;
  readonly findings: readonly Finding[];
}

export interface SweepOptions {
  readonly sabotage?: Sabotage | null;
  readonly patienceMs?: number;
}

/** Plays a journey once, unharmed, and answers every point at which it could have been killed. */
export async function pointsIn(journey: Journey): Promise<readonly Point[]> {
  const scene = await openScene({ env: journey.env ?? {} });
  try {
    const before = wireCalls(scene.world);
    await scene.idle();
    await scene.lives.arm(null);
    const findings = await play(scene, journey);
    if (findings.length > 0) throw new Error(`${journey.name}: ${JSON.stringify(findings)}`);
    await scene.idle();
    const { counts = {} } = (await scene.lives.counted()) ?? {};
    const after = wireCalls(scene.world);
    return pointsOf(
      counts,
      counted([...since(after.slack, before.slack), ...since(after.dds, before.dds)]),
    );
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
    const scene = await openScene({ env: journey.env ?? {}, ...options });
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
  const findings = await scene.settled();
  const last = swept.pop();
  return last === undefined ? swept : [...swept, { ...last, findings }];
}

async function killAt(scene: Scene, journey: Journey, point: Point): Promise<Swept> {
  const { lives, world } = scene;
  await lives.ready();
  await scene.idle();
  const deaths = lives.deaths();
  let callOff = (): void => undefined;
  if (isOnTheWire(point)) callOff = killOnTheWire(world, point, lives.kill);
  await lives.arm(isOnTheWire(point) ? null : point);
  const findings = await play(scene, journey);
  callOff();
  // The point may be in what the bot does when everybody has gone.
  if (lives.deaths() === deaths) await scene.idle();
  const isReached = lives.deaths() > deaths;
  // The next point is for a bot that knows nobody yet, as the one that was counted.
  if (!isReached) lives.kill();
  const isDoneWith = !isReached || findings.length > 0;
  return { point, isReached, findings: isDoneWith ? findings : await scene.settled() };
}

async function play(scene: Scene, journey: Journey): Promise<readonly Finding[]> {
  const { dds, slack } = scene.world;
  dds.clearFaults();
  slack.clearFaults();
  const task = dds.addTask({ instanceName: 'orders-prod' });
  try {
    await journey.play(createCast(scene, task), scene.world);
  } catch (fault) {
    if (!(fault instanceof StuckError)) throw fault;
    return [{ kind: 'stuck', what: fault.message }, ...(await scene.settled())];
  }
  return scene.settled();
}
