import { brokenOff } from '../broken-off.ts';
import type { Failure, Part } from '../part.ts';
import { pool } from '../pool.ts';
import { killStorm, type Stormed } from './kill-storm.ts';

/** A kill takes as long as so many rounds of a storm. */
const ROUNDS_A_KILL = 50;
/** So many kills share one world, and one verdict. */
const KILLS_A_STORM = 20;

/** The bot is killed at random moments while people keep asking and deciding. */
export const killsPart = createKillsPart(killStorm);

export function createKillsPart(storming: typeof killStorm): Part {
  return {
    name: 'kills',
    async run({ rounds, seed, atOnce, print }) {
      const failures: Failure[] = [];
      const done = { kills: 0, requests: 0, cancellations: 0 };
      const most = Math.ceil(rounds / ROUNDS_A_KILL);
      const storms = Array.from({ length: Math.ceil(most / KILLS_A_STORM) }, (_, index) => ({
        seed: seed + index,
        kills: Math.min(KILLS_A_STORM, most - index * KILLS_A_STORM),
      }));
      const play = async (storm: (typeof storms)[number]): Promise<void> => {
        const { findings, ...figures } = await storming(storm).catch(brokenStorm);
        done.kills += figures.kills;
        done.requests += figures.requests;
        done.cancellations += figures.cancellations;
        const repeat = `--only kills --seed ${storm.seed} --rounds ${storm.kills * ROUNDS_A_KILL}`;
        if (findings.length > 0) failures.push({ repeat, findings });
        print(`${done.kills} of ${most} kills`);
      };
      await pool(
        storms.map((storm) => () => play(storm)),
        atOnce,
      );
      return { done, failures };
    },
  };
}

function brokenStorm(fault: unknown): Stormed {
  return { kills: 0, requests: 0, cancellations: 0, findings: [brokenOff(fault)] };
}
