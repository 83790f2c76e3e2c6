import fc, { type AsyncCommand } from 'fast-check';
import type { ScheduledTask } from '../../src/request/task.ts';
import { FATES } from './channel.ts';
import { ask } from './do-act.ts';
import { PEOPLE } from './people.ts';
import {
  HELPFUL,
  PERSON,
  PRESS,
  press,
  pressOn,
  pressOnAndAgainst,
  THEN,
  WISH,
} from './pressing.ts';
import { REPLIES, type Reply } from './replies.ts';
import {
  AGAIN,
  LAST_MOMENT,
  MODE,
  passTime,
  pressAtLast,
  pressWhileDown,
  refuseAndTryAgain,
  startIn,
  WHILE_DOWN,
} from './sequences.ts';
import { TASKS, type World } from './world.ts';

type Command = AsyncCommand<World, World>;

/** So many turns the others get after a command: none, a few, or as many as they can use. */
const TURNS = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 3, arbitrary: fc.constant(300) },
);
const DURATIONS = [
  400, 400, 3_000, 3_000, 11_000, 16_000, 16_000, 61_000, 131_000, 1_210_000,
] as const;
/** What leads to *Not cancelled* or *Unknown*, which chance seldom does. */
const TROUBLE: readonly Reply[][] = [
  ['refused', 'refused', 'refused'],
  ['lost on the way', 'throttled', 'lost on the way', 'no connection', 'refused'],
  ['done, but no answer'],
  ['task changes first'],
  ['done as late as can be'],
];
const ENDS = ['Running', 'Completed', 'Failed', 'Canceled'] as const;
const TURNS_OF_DDS: readonly (Partial<ScheduledTask> | 'gone')[] = [
  ...ENDS.map((status) => ({ status })),
  { kind: 'REBOOT' },
  ...['2026-01-31T12:20:00.000Z', '2026-01-31T19:00:00.000Z'].map((plannedStart) => ({
    plannedStart,
  })),
  'gone',
];

/** All that may happen. */
export const COMMANDS: readonly fc.Arbitrary<Command>[] = [
  ...often(4, 'ask', WISH, async (world, { mouth, user, task }) => {
    void ask(world, world[mouth], user, task);
  }),
  ...often(14, 'press', PRESS, press),
  ...often(12, 'press on', HELPFUL, pressOn),
  ...often(5, 'press on, and against', THEN, pressOnAndAgainst),
  ...often(2, 'refused, and tried again', AGAIN, refuseAndTryAgain),
  ...often(2, 'press on at the last moment', LAST_MOMENT, pressAtLast),
  ...often(4, 'time passes', fc.constantFrom(...DURATIONS), passTime),
  ...often(
    3,
    'DDS will answer',
    fc.oneof(some(REPLIES), fc.constantFrom(...TROUBLE)),
    async ({ cloud }, replies) => {
      cloud.replies.push(...replies);
    },
  ),
  ...often(
    1,
    'DDS moves',
    fc.record({ task: fc.constantFrom(...TASKS), to: fc.constantFrom(...TURNS_OF_DDS) }),
    moveTask,
  ),
  ...often(1, 'DDS moves on', fc.constantFrom(...TURNS_OF_DDS), async (world, to) => {
    const [newest] = [...world.chronicle.standings.values()].toReversed();
    if (newest?.[0] !== undefined) await moveTask(world, { task: newest[0].task.id, to });
  }),
  ...often(
    2,
    'DDS can be read',
    fc.constantFrom(true, true, false),
    async ({ cloud }, isReadable) => {
      cloud.isReadable = isReadable;
    },
  ),
  ...often(2, 'posts will be', some(FATES), async ({ channel }, fates) => {
    channel.fates.push(...fates);
  }),
  ...often(
    2,
    'outage of Slack',
    fc.constantFrom('none', 'none', 'refuses', 'hangs'),
    async ({ channel }, outage) => {
      channel.outage = outage;
    },
  ),
  ...often(2, 'on or off the list', PERSON, async ({ people }, person) => {
    people.toggle(person);
  }),
  ...often(2, 'an approver goes', fc.nat(1), async ({ people, chronicle }, index) => {
    const gone = [...chronicle.standings.values()].at(-1)?.at(-1)?.approvers[index];
    const person = PEOPLE.find((one) => one === gone);
    if (person !== undefined) people.toggle(person);
  }),
  ...often(3, 'crash', fc.constant(''), (world) => world.crash()),
  ...often(1, 'pressed while down', WHILE_DOWN, pressWhileDown),
  ...often(2, 'started in the mode', MODE, startIn),
];

function some<T>(choices: readonly T[]): fc.Arbitrary<T[]> {
  return fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 4 });
}

/** A command as many times as it is to be drawn more often than another. */
function often<T>(
  weight: number,
  name: string,
  what: fc.Arbitrary<T>,
  happen: (world: World, what: T) => Promise<void>,
): fc.Arbitrary<Command>[] {
  const command = fc.tuple(what, TURNS).map(
    ([drawn, turns]): Command => ({
      check: () => true,
      async run(world) {
        await happen(world, drawn);
        await world.gates.run(turns);
        const { faults } = world.chronicle;
        if (faults.length > 0) throw new Error(faults.join('\n'));
      },
      toString: () => `${name} ${JSON.stringify(drawn)} +${turns}`,
    }),
  );
  return Array.from({ length: weight }, () => command);
}

/** As far as DDS can: there is no un-cancel, and nothing that has ended begins again. */
async function moveTask(
  { cloud }: World,
  { task, to }: { readonly task: string; readonly to: Partial<ScheduledTask> | 'gone' },
): Promise<void> {
  const status = cloud.now(task)?.status;
  const isEnded = status === 'Completed' || status === 'Failed' || status === 'Canceled';
  const isLater = typeof to === 'object' && (to.status === 'Completed' || to.status === 'Failed');
  if (to === 'gone' || status === 'Pending' || (isLater && !isEnded)) cloud.move(task, to);
}
