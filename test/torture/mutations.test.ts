import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { openStage } from '../journeys/stage.ts';
import { evidenceOf } from './evidence-of.ts';
import {
  appendsUnconditionally,
  journalsTheAttemptAfterwards,
  searchesNoChannel,
  searchesNoThread,
  takesDoubtForDone,
  takesDoubtForNothing,
} from './mutations/mutations.ts';
import type { Wrap } from './mutations/ports.ts';
import {
  cardInDoubt,
  failedDelete,
  noTrouble,
  type Scenario,
  trailInDoubt,
  twoApproveAtOnce,
  unansweredDelete,
} from './mutations/scenarios.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mutations-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const asItIs: Wrap = (_name, port) => port;
/** Real milliseconds, and plenty of them: a loaded machine must not turn one call into two. */
const CALL_TIMEOUT_MS = 600;

/** What the witness finds after this scenario, played by a bot with these ports. */
async function foundAfter({ play, wrap }: Scenario, mutation: Wrap): Promise<string> {
  const databasePath = join(directory, `${Math.random()}.db`);
  const around = wrap?.() ?? asItIs;
  const speed = 20;
  const stage = await openStage({
    speed,
    env: { DATABASE_PATH: databasePath, DDS_TIMEOUT_MS: String(CALL_TIMEOUT_MS) },
    wrap: (name, port) => around(name, mutation(name, port)),
  });
  try {
    await play(stage);
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: CALL_TIMEOUT_MS };
    const evidence = await evidenceOf(stage, databasePath, { ...policy, onTheWayMs: 50 * speed });
    return witness(evidence).join('\n');
  } finally {
    await stage.close();
  }
}

interface Case {
  readonly lacks: () => Wrap;
  readonly scenario: Scenario;
  readonly found: string;
}

const CASES: readonly (readonly [bot: string, Case])[] = [
  [
    'appends unconditionally',
    {
      lacks: appendsUnconditionally,
      scenario: twoApproveAtOnce,
      found: 'approved follows approved',
    },
  ],
  [
    'journals the attempt after its DELETE',
    {
      lacks: journalsTheAttemptAfterwards,
      scenario: noTrouble,
      found: 'came while it was approved',
    },
  ],
  [
    'does not search the thread',
    { lacks: searchesNoThread, scenario: trailInDoubt, found: 'tells the events 1,2,2' },
  ],
  [
    'does not search the channel',
    { lacks: searchesNoChannel, scenario: cardInDoubt, found: 'it has 2 cards' },
  ],
  [
    'takes doubt for done',
    { lacks: takesDoubtForDone, scenario: failedDelete, found: 'is untrue: DDS had answered no' },
  ],
  [
    'takes doubt for nothing done',
    { lacks: takesDoubtForNothing, scenario: unansweredDelete, found: 'was sent once more' },
  ],
];

describe.each(CASES)('a bot that %s', (_bot, { lacks, scenario, found }) => {
  test('is found out by the witness', async () => {
    expect(await foundAfter(scenario, lacks())).toContain(found);
  });

  test('differs by that alone: the bot itself passes in the same scenario', async () => {
    expect(await foundAfter(scenario, asItIs)).toBe('');
  });
});
