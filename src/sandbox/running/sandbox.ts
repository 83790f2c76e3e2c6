import { SCENES } from '../scenes/scenes.ts';
import type { SlackSimulatorOptions } from '../slack/simulator.ts';
import type { Transport } from '../world/bot-environment.ts';
import { type Offers, readOffers } from '../world/manifest.ts';
import type { SandboxWorld } from '../world.ts';
import { type BotKeeper, type BotKeeperParts, createBotKeeper } from './bot-keeper.ts';
import { createClock } from './clock.ts';
import { evidenceOf } from './evidence.ts';
import { excuseOf } from './excuse.ts';
import { createSettings, type Settings } from './settings.ts';
import { createTroubles, type Troubles } from './troubles.ts';
import { cloudsToldOf, openTwoClouds } from './two-clouds.ts';
import { createVerdict, type Verdict } from './verdict.ts';

/** A Slack, a cloud and the real bot between them, with everything that can be done to them. */
export interface Sandbox {
  readonly world: SandboxWorld;
  readonly bot: BotKeeper;
  readonly troubles: Troubles;
  readonly settings: Settings;
  readonly verdict: Verdict;
  readonly offers: Offers;
  /** The clouds that the bot is told of, by the names of their targets. */
  clouds(): SandboxWorld['clouds'];
  /** How far ahead of the machine it is here, in milliseconds. */
  aheadMs(): number;
  /** Time passes at once, in Slack, in the cloud and for the bot. */
  moveClock(ms: number): void;
  /** Brings a scene about; throws on an id that is none. Answers who the visitor is then. */
  play(scene: string): Promise<string>;
  /** Calls `listener` whenever something that a page shows may have changed. */
  subscribe(listener: () => void): () => void;
  /** Tells them so. */
  changed(): void;
  /** Ends the bot, too. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly transport?: Transport;
  readonly onEnd?: BotKeeperParts['onEnd'];
  readonly slack?: SlackSimulatorOptions;
  /** Laid over the bot's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Opens it without a bot; `bot.start()` starts one. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { onEnd = () => undefined, ...worldOptions } = options;
  const clock = createClock();
  const world = await openTwoClouds({ ...worldOptions, now: clock.now });
  const offers = await readOffers();
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => void listener());
  const settings = createSettings();
  const bot = createBotKeeper({ world, settings, clock, changed, onEnd });
  const troubles = createTroubles(world);
  const clouds = () => cloudsToldOf(world, settings);
  const verdict: Verdict = createVerdict({
    evidence: () => evidenceOf(world, bot),
    excuse: () => excuseOf({ bot, troubles, clouds: clouds(), journal: verdict.journal() }),
    changed,
  });
  const happened = (): void => {
    verdict.somethingHappened();
    changed();
  };
  const unsubscribe = world.slack.subscribe(happened);

  return {
    ...{ world, bot, troubles, settings, verdict, offers, clouds, changed: happened },
    aheadMs: clock.aheadMs,
    moveClock(ms) {
      clock.moveOn(ms);
      bot.clockMoved();
      happened();
    },
    async play(id) {
      const scene = SCENES.find((it) => it.id === id);
      if (scene === undefined) throw new Error(`There is no scene "${id}".`);
      troubles.allOff();
      await closeModalsOf(scene.as, world);
      if (settings.become(scene.settings ?? [])) await bot.restart();
      await scene.play({ world, troubles });
      happened();
      return scene.as;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      unsubscribe();
      verdict.close();
      await bot.stop();
      await world.close();
    },
  };
}

/** What another window left open would lie over the scene. */
async function closeModalsOf(person: string, { slack }: SandboxWorld): Promise<void> {
  for (let view = slack.openViewOf(person); view; view = slack.openViewOf(person))
    await slack.closeView(person, view.id);
}
