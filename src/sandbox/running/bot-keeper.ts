import { type BotExit, type BotProcess, startBot } from '../bot-process.ts';
import type { BotView } from '../page/api-types.ts';
import type { SandboxWorld } from '../world.ts';
import type { SandboxClock } from './clock.ts';
import type { Settings } from './settings.ts';

/** The bot of a sandbox, which can be killed and started as often as somebody likes. */
export interface BotKeeper {
  view(): BotView;
  /** When each life of the bot was ended by force. */
  readonly kills: readonly Date[];
  /** Every start of the bot, the last one at the end. */
  readonly lives: readonly BotLife[];
  /** Resolves when it is ready; rejects with `BotNotReadyError`. One start is enough, and none is needed while it runs. */
  start(): Promise<void>;
  /** `kill -9`: no chance to write a last word. */
  kill(): Promise<void>;
  /**
   * SIGTERM, and a start with the environment as it is by now. Does nothing where no bot runs: the next
   * start takes it up.
   */
  restart(): Promise<void>;
  /** Tells the bot what time it is. */
  clockMoved(): void;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

export interface BotLife {
  readonly since: Date;
  /** What it was told. */
  readonly env: Readonly<Record<string, string>>;
}

export interface BotKeeperParts {
  readonly world: Pick<SandboxWorld, 'env' | 'directory'>;
  /** Laid over the world's environment at each start. */
  readonly settings: Pick<Settings, 'env'>;
  readonly clock: SandboxClock;
  readonly changed: () => void;
  /** The bot ended, and nobody here had asked it to. */
  readonly onEnd: (exit: BotExit, says: string) => void;
}

const STARTING = { isRunning: false, isStarting: true, says: 'The bot is starting.' };
const RESTARTING = { ...STARTING, says: 'The bot is restarting.' };
const RUNNING = { isRunning: true, isStarting: false, says: 'The bot is running.' };

export function createBotKeeper(parts: BotKeeperParts): BotKeeper {
  const { world, settings, clock, changed, onEnd } = parts;
  const kills: Date[] = [];
  const lives: BotLife[] = [];
  let view: BotView = STARTING;
  let bot: BotProcess | undefined;
  let expected: BotProcess | undefined;
  let starting: Promise<void> | undefined;

  const show = (next: BotView): void => {
    view = next;
    changed();
  };
  const ended = (of: BotProcess, exit: BotExit): void => {
    if (bot === of) bot = undefined;
    const says = `The bot has ended (${exit.signal ?? `code ${exit.code}`}).`;
    show({ isRunning: false, isStarting: false, says });
    if (expected !== of) onEnd(exit, says);
  };

  async function begin(): Promise<void> {
    show(STARTING);
    const env = { ...world.env, ...settings.env() };
    const { directory: cwd } = world;
    lives.push({ since: clock.now(), env });
    try {
      const started = await startBot({ env, cwd, aheadMs: clock.aheadMs() });
      bot = started;
      // It may have been moved on while the bot was starting.
      started.moveClock(clock.aheadMs());
      show(RUNNING);
      void started.exited.then((exit) => ended(started, exit));
    } catch (fault) {
      show({ isRunning: false, isStarting: false, says: 'The bot did not start.' });
      throw fault;
    } finally {
      starting = undefined;
    }
  }

  async function start(): Promise<void> {
    if (bot !== undefined) return;
    starting ??= begin();
    await starting;
  }

  /** Who started it has been told why it did not. */
  async function hasStartedOrNot(): Promise<void> {
    await starting?.catch(() => undefined);
  }

  return {
    ...{ kills, lives },
    view: () => view,
    start,
    async kill() {
      if (bot === undefined) return;
      expected = bot;
      kills.push(clock.now());
      await bot.kill();
    },
    async restart() {
      await hasStartedOrNot();
      if (bot === undefined) return;
      expected = bot;
      show(RESTARTING);
      await bot.stop();
      await start();
    },
    clockMoved: () => bot?.moveClock(clock.aheadMs()),
    async stop() {
      await hasStartedOrNot();
      expected = bot;
      await bot?.stop();
    },
  };
}
