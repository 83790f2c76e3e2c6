import fc from 'fast-check';
import { HELPFUL, type Of, PRESS, type Pressing, press, pressOn } from './pressing.ts';
import { isEnded } from './standing.ts';
import type { World } from './world.ts';

/** In how many steps time passes, with turns for the others between them. */
const STEPS = 6;
/** Past the reminder, and past the expiry. */
export const WHILE_DOWN = fc
  .tuple(PRESS, fc.constantFrom(660_000, 1_210_000, 1_210_000))
  .map(([pressed, ms]) => ({ ...pressed, ms, ago: 0, mouth: 'second' as const }));
/** For an approval and its first attempt. */
const ENOUGH_TURNS = 40;
/** After it an attempt that was refused is called one. */
const OUTCOME_MS = 135_000;
const LAST_MS = 200;
export const MODE = fc.record({ dryRun: fc.constantFrom(false, false, true), on: HELPFUL });
export const LAST_MOMENT = fc.record({ on: HELPFUL, turns: fc.nat(24) });
export const AGAIN = fc.record({ on: HELPFUL, again: HELPFUL, turns: fc.nat(40) });

/** While nobody does what is due, the replica still decides; then the process is started again. */
export async function pressWhileDown(
  world: World,
  { ms, ...pressed }: Pressing & { readonly ms: number },
): Promise<void> {
  world.kill();
  await passTime(world, ms);
  await press(world, pressed);
  await world.gates.run(30);
  await world.crash();
}

/** Started anew, in dry run or in earnest, and somebody goes on. */
export async function startIn(world: World, { dryRun, on }: Of<typeof MODE>): Promise<void> {
  world.setting.dryRun = dryRun;
  await world.crash();
  await world.gates.run(12);
  await pressOn(world, on);
}

/** So shortly before its expiry that the request expires while that is under way. */
export async function pressAtLast(
  world: World,
  { on, turns }: Of<typeof LAST_MOMENT>,
): Promise<void> {
  const { chronicle, clock, gates } = world;
  const newest = [...chronicle.standings.values()].at(-1)?.at(-1);
  if (newest === undefined || isEnded(newest)) return;
  const leftMs = newest.expiresAt.getTime() - clock.now().getTime();
  if (leftMs > LAST_MS) await passTime(world, leftMs - LAST_MS);
  await pressOn(world, on);
  await gates.run(turns);
  await clock.advance(2 * LAST_MS);
}

export async function passTime({ clock, gates }: World, ms: number): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    await clock.advance(ms / STEPS);
    await gates.run(4);
  }
}

/** Until it is not cancelled, and somebody wants it all the same. */
export async function refuseAndTryAgain(
  world: World,
  { on, again, turns }: Of<typeof AGAIN>,
): Promise<void> {
  world.cloud.replies.splice(0, Number.POSITIVE_INFINITY, 'refused', 'refused', 'refused');
  await pressOn(world, on);
  await world.gates.run(turns + ENOUGH_TURNS);
  for (let times = 0; times < 3; times += 1) {
    await passTime(world, OUTCOME_MS / 3);
    await world.gates.run(turns);
  }
  await pressOn(world, again);
}
