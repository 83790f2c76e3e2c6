import type { Stage } from '../journeys/stage.ts';
import type { Dice } from './dice.ts';

/** What befalls the whole bot for a while. It begins when it is called, and the answer ends it. */
type Weather = (stage: Stage, dice: Dice) => () => void;

const POSTING = ['chat.postMessage', 'chat.update'] as const;
const ASKING = ['users.info', 'conversations.members', 'conversations.replies'] as const;

/** A machine sleeps for less than this, in milliseconds. */
export const LONGEST_SLEEP_MS = 60_000;

/** The date leaps, and the steady clock stands still. */
const SLEEP: Weather = ({ clock }, dice) => {
  const ms = dice.below(LONGEST_SLEEP_MS);
  return () => clock.set(ms);
};

const WEATHERS: readonly Weather[] = [
  ({ disk }) => {
    disk.readOnly(true);
    return () => disk.readOnly(false);
  },
  ({ disk }) => {
    disk.full(true);
    return () => disk.full(false);
  },
  ({ slack }, dice) => {
    const times = 5 + dice.below(20);
    const ends = [...POSTING, ...ASKING].map((method) =>
      slack.fail({ method, times }, { rateLimited: 1 }),
    );
    return () => {
      for (const end of ends) end();
    };
  },
  ({ slack }, dice) =>
    slack.fail({ method: dice.pick([...POSTING, ...ASKING]), times: 1 + dice.below(4) }, 'hang'),
  ({ slack }, dice) =>
    slack.fail({ method: dice.pick(POSTING), times: 1 + dice.below(4) }, 'lost reply'),
];

/** Begins bad weather, now and then; the answer ends it. `sleeps`: of a machine that does so. */
export function beginWeather(stage: Stage, dice: Dice, sleeps: boolean): () => void {
  const weathers = sleeps ? [...WEATHERS, SLEEP, SLEEP] : WEATHERS;
  return dice.chance(0.4) ? dice.pick(weathers)(stage, dice) : () => undefined;
}
