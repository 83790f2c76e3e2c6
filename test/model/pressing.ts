import fc from 'fast-check';
import { ask, type Click, click } from './do-act.ts';
import { PEOPLE } from './people.ts';
import { isEnded, type Standing } from './standing.ts';
import { TASKS, type World } from './world.ts';

/** A press by somebody, on whatever is there by then. */
export interface Pressing extends Pick<Click, 'user' | 'does' | 'behind'> {
  /** Counted from the newest request. */
  readonly ago: number;
  /** On the card of another request. */
  readonly isForged: boolean;
  readonly mouth: 'main' | 'second';
}

const mouth = fc.constantFrom('main' as const, 'second' as const);
export const PERSON = fc.constantFrom(...PEOPLE);

export const WISH = fc.record({
  user: fc.constantFrom('U_ASKER', 'U_LEAD'),
  task: fc.constantFrom(...TASKS),
  mouth,
});

export const PRESS: fc.Arbitrary<Pressing> = fc.record({
  user: PERSON,
  does: fc.oneof(
    { weight: 5, arbitrary: fc.constant('approve' as const) },
    fc.constantFrom('reject' as const, 'withdraw' as const),
    { weight: 2, arbitrary: fc.constant('approve in emergency' as const) },
    { weight: 2, arbitrary: fc.constantFrom('try again' as const, 'check again' as const) },
  ),
  ago: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(2)),
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constant(1)),
  isForged: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, fc.constant(true)),
  mouth,
});

export const HELPFUL = fc.record({ user: fc.constantFrom('U_LEAD', 'U_OTHER', 'U_ASKER'), mouth });

export const THEN = fc.record({
  on: HELPFUL,
  turns: fc.nat(12),
  against: fc.record({
    user: fc.constantFrom('U_ASKER', 'U_ASKER', 'U_OTHER'),
    does: fc.constantFrom('withdraw' as const, 'reject' as const),
    mouth,
  }),
});

/** What an arbitrary draws. */
export type Of<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

export async function press(
  world: World,
  { mouth, ago, isForged, ...pressed }: Pressing,
): Promise<void> {
  const requests = [...world.chronicle.standings.keys()].toReversed();
  const about = requests[ago];
  const other = requests.find((request) => request !== about);
  if (about === undefined) return;
  const onCardOf = isForged && other !== undefined ? other : about;
  void click(world, world[mouth], { ...pressed, about, onCardOf });
}

/** The button that the newest card then offers to go on with; where it has ended, a new request. */
export async function pressOn(world: World, { mouth, user }: Of<typeof HELPFUL>): Promise<void> {
  const newest = [...world.chronicle.standings.values()].at(-1)?.at(-1);
  if (newest !== undefined && !isEnded(newest))
    return press(world, { ...PLAIN, mouth, user, does: nextFor(user, newest) });
  const task = TASKS.find((id) => world.cloud.now(id)?.status === 'Pending');
  if (task !== undefined) void ask(world, world[mouth], 'U_ASKER', task);
}

/** And somebody changes their mind soon after. */
export async function pressOnAndAgainst(
  world: World,
  { on, turns, against }: Of<typeof THEN>,
): Promise<void> {
  await pressOn(world, on);
  await world.gates.run(turns);
  await press(world, { ...PLAIN, ...against });
}

const PLAIN = { ago: 0, behind: 0, isForged: false } as const;

function nextFor(user: string, standing: Standing): Click['does'] {
  if (standing.state === 'not cancelled') return 'try again';
  if (standing.state === 'unknown') return 'check again';
  return user === standing.requester ? 'approve in emergency' : 'approve';
}
