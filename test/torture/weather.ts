import { throttled } from '../../src/sandbox/dds/answer-faults.ts';
import type { Stage } from '../journeys/stage.ts';
import type { Dice } from './dice.ts';
import { type DiskLooks, diskWeather } from './disk-weather.ts';
import { ASKING, POSTING } from './slack-faults.ts';

/** What weather comes over. */
export interface Sky {
  readonly stage: Stage;
  readonly dice: Dice;
  /** What was seen of bad disks. */
  readonly looks: DiskLooks;
}

/** What befalls the whole bot for a while. It begins when it is called, and the answer ends it. */
export type Weather = (sky: Sky) => () => unknown;

/** A machine sleeps for less than this, in milliseconds. */
export const LONGEST_SLEEP_MS = 60_000;

/** The date leaps, and the steady clock stands still. */
const SLEEP: Weather = ({ stage, dice }) => {
  const ms = dice.below(LONGEST_SLEEP_MS);
  return () => stage.clock.set(ms);
};

/** How far a clock is set, in milliseconds: most often not so far that DDS refuses what is signed by it. */
const SET_WITHIN_MS = [5_000, 60_000, 600_000, 600_000, 3_600_000];

/** The bot's clock alone is set back, or forward; it may stay so. */
const MISDATED: Weather = ({ stage: { botClock }, dice }) => {
  const ms = dice.below(dice.pick(SET_WITHIN_MS)) * (dice.chance(0.6) ? -1 : 1);
  const isRestored = dice.chance(0.6);
  botClock.set(ms);
  return () => {
    if (isRestored) botClock.set(-ms);
  };
};

/** Real milliseconds from a warning to the end of a connection. */
const WARNED_MS = 10_000;

export const WEATHERS = {
  readOnlyDisk: (sky) => diskWeather('readOnly', sky),
  fullDisk: (sky) => diskWeather('full', sky),
  rateLimited({ stage: { slack }, dice }) {
    const times = 5 + dice.below(20);
    const fault = { rateLimited: 1 };
    return all([...POSTING, ...ASKING].map((method) => slack.fail({ method, times }, fault)));
  },
  hanging: ({ stage: { slack }, dice }) =>
    slack.fail({ method: dice.pick([...POSTING, ...ASKING]), times: 1 + dice.below(4) }, 'hang'),
  lostReplies: ({ stage: { slack }, dice }) =>
    slack.fail({ method: dice.pick(POSTING), times: 1 + dice.below(4) }, 'lost reply'),
  rotation({ stage: { slack } }) {
    void slack.rotate({ reason: 'warning', afterMs: WARNED_MS });
    return nothing;
  },
  throttled({ stage: { dds }, dice }) {
    const times = 5 + dice.below(21);
    const fault = throttled({ retryAfter: 1 + dice.below(20) });
    return all((['list', 'cancel'] as const).map((kind) => dds.fail({ kind, times }, fault)));
  },
  forbidden({ stage: { dds }, dice }) {
    const kind = dice.pick(['cancel', 'cancel', 'list'] as const);
    dds.revokePermission(kind);
    return () => dds.grantPermission(kind);
  },
  expiredTokens({ stage: { dds } }) {
    dds.expireTokens();
    return () => dds.expireTokens();
  },
} satisfies Record<string, Weather>;

function nothing(): void {}

function all(ends: readonly (() => unknown)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}

/** What may befall a bot on such a machine. */
export function weathersOf(machine: {
  /** It does so now and then. */
  readonly sleeps: boolean;
  /** Somebody sets its clock now and then. */
  readonly isMisdated: boolean;
}): readonly Weather[] {
  return [
    ...Object.values(WEATHERS),
    ...(machine.sleeps ? [SLEEP, SLEEP, SLEEP] : []),
    ...(machine.isMisdated ? [MISDATED, MISDATED, MISDATED, MISDATED] : []),
  ];
}

/** Begins bad weather, now and then; the answer ends it. */
export function beginWeather(sky: Sky, weathers: readonly Weather[]): () => unknown {
  return sky.dice.chance(0.3) ? sky.dice.pick(weathers)(sky) : nothing;
}
