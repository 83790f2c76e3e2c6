import { type BotExit, type BotProcess, startBot } from '../bot-process.ts';
import type { BotView } from '../page/api-types.ts';
import type { SandboxWorld } from '../world.ts';
import type { SandboxClock } from './clock.ts';

/** The bot of a sandbox, which can be killed and started as often as somebody likes. */
export interface BotKeeper {
  view(): BotView;
  /** When each life of the bot was ended by force. */
  readonly kills: readonly Date[];
  /** Resolves when it is ready; rejects with `BotNotReadyError`. One start is enough, and none is needed while it runs. */
  start(): Promise<void>;
  /** `kill -9`: no chance to write a last word. */
  kill(): Promise<void>;
  /** Tells the bot what time it is. */
  clockMoved(): void;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

export interface BotKeeperParts {
  readonly world: Pick<SandboxWorld, 'env' | 'directory'>;
  readonly clock: SandboxClock;
  readonly changed: () => void;
  /** The bot ended, and nobody here had asked it to. */
  readonly onEnd: (exit: BotExit, says: string) => void;
}

const STARTING = { isRunning: false, isStarting: true, says: 'The bot is starting.' };
const RUNNING = { isRunning: true, isStarting: false, says: 'The bot is running.' };

export function createBotKeeper({ world, clock, changed, onEnd }: BotKeeperParts): BotKeeper {
  const kills: Date[] = [];
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
    const { env, directory: cwd } = world;
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

  return {
    kills,
    view: () => view,
    async start() {
      if (bot !== undefined) return;
      starting ??= begin();
      await starting;
    },
    async kill() {
      if (bot === undefined) return;
      expected = bot;
      kills.push(clock.now());
      await bot.kill();
    },
    clockMoved: () => bot?.moveClock(clock.aheadMs()),
    async stop() {
      // Who started it has been told why it did not.
      await starting?.catch(() => undefined);
      expected = bot;
      await bot?.stop();
    },
  };
}
