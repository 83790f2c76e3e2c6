import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { untilReady } from '../../../src/sandbox/bot-process/until-ready.ts';
import { type BotExit, type BotProcess, spawnBot } from '../../../src/sandbox/bot-process.ts';
import type { Down } from '../../../src/sandbox/witness/evidence.ts';
import type { Told } from '../killed/bot.ts';
import type { Counted } from '../killed/control.ts';
import type { KillPoint } from '../killed/kill-switch.ts';

/** The bot's process, and after its death the next one, until it is closed. */
export interface Lives {
  /** Resolves when a bot can receive. */
  ready(): Promise<void>;
  isReady(): boolean;
  /** How many have been killed so far. */
  deaths(): number;
  readonly downs: readonly Down[];
  /** Ends that nobody had asked for, with what the bot wrote. */
  readonly faults: readonly string[];
  /** What all of them wrote so far. */
  readonly log: readonly string[];
  /** Arms the running bot; it counts from 0. */
  arm(point: KillPoint | null): Promise<void>;
  /** Arms the bot that comes after this one, from its first call on; not those after it. */
  armNext(point: KillPoint | null): void;
  /** Done once, when the running bot has died and before the next one begins; the answer calls it off. */
  atDeath(act: () => void): () => void;
  /** `null`: the bot has died. */
  counted(): Promise<Counted | null>;
  /** SIGKILL from outside, in whatever it does. */
  kill(): void;
  close(): Promise<void>;
}

export interface LivesOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What each process is told beside its environment. */
  readonly told: Told;
  readonly cwd: string;
  readonly now: () => Date;
}

interface Life {
  readonly bot: BotProcess;
  readonly ready: Promise<void>;
  isReady: boolean;
}

/** As `npm run build-torture` writes it; jest and node both run in the folder of package.json. */
const SCRIPT = resolve('build/killed/bot.js');
const READY_MS = 60_000;
/** Ends one after the other without a single start; more is no accident. */
const MOST_FAILED_STARTS = 3;
const FOR_EVER = new Date(8.64e15);

export async function openLives({ env, told, cwd, now }: LivesOptions): Promise<Lives> {
  const downs: { from: Date; until: Date }[] = [];
  const faults: string[] = [];
  const log: string[] = [];
  let closing = false;
  let killed = false;
  let armedNext: KillPoint | null = null;
  const atDeath = new Set<() => void>();
  let turning = Promise.resolve();
  let life = await begin();

  async function begin(): Promise<Life> {
    killed = false;
    const armed = armedNext;
    armedNext = null;
    const TORTURE = JSON.stringify({ ...told, armed } satisfies Told);
    const bot = await spawnBot({
      ...{ script: SCRIPT, cwd },
      env: { ...env, TORTURE },
      onLine: ({ text }) => void log.push(text),
    });
    const gaveUp = new AbortController();
    const ready = untilReady(`${bot.url}/readyz`, READY_MS, gaveUp.signal);
    const begun: Life = { bot, ready, isReady: false };
    ready.then(
      () => {
        begun.isReady = true;
        // Some may have died while they started.
        for (const down of downs.filter(({ until }) => until === FOR_EVER)) down.until = now();
      },
      () => undefined,
    );
    void bot.exited.then((exit) => {
      gaveUp.abort();
      begun.isReady = false;
      if (!closing) turning = next(exit);
    });
    return begun;
  }

  async function next({ signal, output }: BotExit): Promise<void> {
    if (signal !== 'SIGKILL') faults.push(`the bot ended by itself:\n${output}`);
    downs.push({ from: now(), until: FOR_EVER });
    for (const act of [...atDeath]) {
      atDeath.delete(act);
      act();
    }
    if (faults.length < MOST_FAILED_STARTS) life = await begin();
  }

  async function control(init: RequestInit): Promise<Counted | null> {
    const { bot } = life;
    const isOver = bot.exited.then(() => true);
    for (;;) {
      const line = bot.lines.find(({ json }) => json?.['control'] !== undefined);
      try {
        const answer = await fetch(`http://127.0.0.1:${line?.json?.['control']}`, init);
        return (await answer.json()) as Counted;
      } catch {
        // Nobody answers who does not listen yet, or is dead or dying; a death is known when this returns.
        if (await Promise.race([isOver, pause(10, false)])) return null;
      }
    }
  }

  const isReady = () => life.isReady && !killed;
  return {
    downs,
    faults,
    log,
    isReady,
    async ready() {
      while (!isReady() && faults.length < MOST_FAILED_STARTS) {
        await life.ready.catch(() => undefined);
        // Between two lives: the next one is not spawned yet.
        if (!isReady()) await pause(10);
      }
    },
    deaths: () => downs.length,
    async arm(point) {
      await control({ method: 'PUT', body: JSON.stringify(point) });
    },
    armNext(point) {
      armedNext = point;
    },
    atDeath(act) {
      atDeath.add(act);
      return () => void atDeath.delete(act);
    },
    counted: () => control({}),
    kill() {
      killed = true;
      void life.bot.kill();
    },
    async close() {
      closing = true;
      await turning;
      await life.bot.kill();
    },
  };
}
