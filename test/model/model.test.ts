import { expect, test } from '@jest/globals';
import type { ScheduledTask } from '../../src/request/task.ts';
import {
  appendsUnconditionally,
  journalsTheAttemptAfterwards,
  searchesNoChannel,
  searchesNoThread,
  takesDoubtForDone,
  takesDoubtForNothing,
} from '../torture/mutations/mutations.ts';
import { changing, type Wrap } from '../torture/mutations/ports.ts';
import { modelCheck } from './model-check.ts';

const SEED = 1;
/** Only against hanging; a loaded machine takes its time. */
const LONG_MS = 120_000;

test(
  'whatever happens in whatever order, the bot keeps to the model of the design',
  async () => {
    const { fault, tally } = await modelCheck({ seed: SEED, rounds: 60 });
    expect({ seed: SEED, fault }).toEqual({ seed: SEED, fault: null });
    // Otherwise the histories would tell nothing.
    expect(tally.deletes).toBeGreaterThan(30);
  },
  LONG_MS,
);

test.each([
  ['appends unconditionally', appendsUnconditionally],
  ['journals the attempt after its DELETE', journalsTheAttemptAfterwards],
  ['does not search the channel for a card', searchesNoChannel],
  ['does not search the thread', searchesNoThread],
  ['takes doubt for done', takesDoubtForDone],
  ['takes doubt for nothing done', takesDoubtForNothing],
  ['sees every task as Pending when it looks', seesNoTaskLeave],
])(
  'a bot that %s does not, and the model finds it',
  async (_what, wrap) => {
    const { fault } = await modelCheck({ seed: SEED, rounds: 300, wrap });
    expect(fault).not.toBeNull();
  },
  LONG_MS,
);

function seesNoTaskLeave(): Wrap {
  return changing({
    target: ({ list }) => ({
      async list() {
        const lists = await Promise.all(['Pending', 'Running', 'Completed', 'Failed'].map(list));
        return lists.flatMap((tasks) => ('kind' in tasks ? [] : [...tasks].map(asPending)));
      },
    }),
  });
}

function asPending(task: ScheduledTask): ScheduledTask {
  return { ...task, status: 'Pending' };
}
