import { setTimeout as pause } from 'node:timers/promises';
import type { Finding } from '../../../src/sandbox/witness/witness.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { OPS } from '../../journeys/stage.ts';
import { createDice } from '../dice.ts';
import { openScene, type SceneOptions } from '../lives/scene.ts';
import { cameTrue } from '../until.ts';
import { openCrowd } from './crowd.ts';

/** What a storm did and found. */
export interface Stormed {
  readonly kills: number;
  readonly requests: number;
  readonly cancellations: number;
  readonly findings: readonly Finding[];
}

export interface KillStormOptions extends Omit<SceneOptions, 'env'> {
  readonly seed: number;
  readonly kills: number;
  /** So many requests stand open at a time. */
  readonly crowded?: number;
  /** Long enough to be decided, short enough that what nobody decides ends while one waits. */
  readonly ttlMinutes?: number;
}

/** Real milliseconds until the next kill: from when the bot is ready, or of some from when it begins to start. */
const MOST_MS = 1_200;
const WHILE_STARTING = 0.2;
const FILLING_MS = 60_000;
const CROWDED = 30;
const TTL_MINUTES = 10;

/** People keep asking and deciding while the bot is killed again and again, also while it starts. */
export async function killStorm(options: KillStormOptions): Promise<Stormed> {
  const { seed, kills, crowded = CROWDED, ttlMinutes = TTL_MINUTES, ...ofScene } = options;
  const dice = createDice(seed);
  const scene = await openScene({
    env: { APPROVAL_TTL_MINUTES: String(ttlMinutes) },
    ...ofScene,
  });
  const { lives, world } = scene;
  try {
    const crowd = openCrowd(world, dice, crowded);
    await cameTrue(() => crowd.live().length >= crowded, FILLING_MS);
    while (lives.deaths() < kills) {
      if (!dice.chance(WHILE_STARTING)) await lives.ready();
      await pause(dice.below(MOST_MS));
      const before = lives.deaths();
      lives.kill();
      await cameTrue(() => lives.deaths() > before, FILLING_MS);
    }
    await crowd.close();
    const findings = await scene.audited();
    const cancellations = world.dds.cancellations.length;
    return { kills, requests: cardsIn(world), cancellations, findings };
  } finally {
    await scene.close();
  }
}

function cardsIn({ slack }: SandboxWorld): number {
  return slack.messages(OPS).filter(({ metadata }) => metadata?.event_type === 'dds_cancel_card')
    .length;
}
