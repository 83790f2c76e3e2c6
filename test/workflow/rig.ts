import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import type { CancelRequest } from '../../src/request/cancel-request.ts';
import { fold } from '../../src/request/fold.ts';
import { createAdmission } from '../../src/workflow/admission.ts';
import { createRecorder, type Recorder } from '../../src/workflow/append.ts';
import { createCards } from '../../src/workflow/cards.ts';
import { createEngine, type Engine } from '../../src/workflow/engine.ts';
import { createFindTask } from '../../src/workflow/find-task.ts';
import { createOpenRequests } from '../../src/workflow/open-request.ts';
import { createOverviews, type Overviews } from '../../src/workflow/overview.ts';
import { createPendingTasks } from '../../src/workflow/pending-tasks.ts';
import { createPicker, type Picker } from '../../src/workflow/picker.ts';
import type { Journal } from '../../src/workflow/ports.ts';
import type { Posting } from '../../src/workflow/posting.ts';
import {
  createPresses,
  type Pressed,
  type Presses,
  type Wanted,
} from '../../src/workflow/press.ts';
import { createSubmit, type Submitted, type Wish } from '../../src/workflow/submit.ts';
import { aTask, NOON } from '../request/events.ts';
import { createFakeDds, createFakeDirectory, createFakeSlack, type FakeDds } from './fakes.ts';
import { createManualClock, settle } from './manual-clock.ts';

/** One process of the bot, as far as the engine and its use cases go. */
export interface Bot {
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly presses: Presses;
  readonly submit: (wish: Wish) => Promise<Submitted>;
  readonly picker: Picker;
  readonly overviews: Overviews;
  readonly faults: unknown[];
  readonly refusals: string[];
  /** How often all that failed went well again. */
  readonly mended: () => number;
}

export type Rig = Awaited<ReturnType<typeof openRig>>;

const cleanUps: (() => Promise<unknown>)[] = [];

/** Puts away all that the rigs of a test file opened. */
export function cleanUpRigs(): void {
  afterEach(async () => {
    while (cleanUps.length > 0) await cleanUps.pop()?.();
  });
}

/** A world with a real journal in a file, in which bots can be started. */
export async function openRig({
  required = 1,
  ttlMs = 3_600_000,
  requireReason = false,
  channels = null as ReadonlySet<string> | null,
  emergencyApproval = false,
} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'workflow-'));
  const path = join(folder, 'bot.db');
  const clock = createManualClock(NOON);
  const world = {
    clock,
    journal: openSqliteJournal(path),
    dds: createFakeDds(aTask(), clock),
    slack: createFakeSlack(clock),
    people: createFakeDirectory('U_LEAD', 'U_OTHER'),
  };
  cleanUps.push(async () => {
    await world.journal.close();
    await rm(folder, { recursive: true });
  });
  let ids = 0;
  const policy = { requiredApprovals: required, ttlMs, requireReason, emergencyApproval };

  /** Starts a bot; `journal` where it does not see the journal as it is, `dds` where its target left the configuration. */
  function start(
    journal: Journal = world.journal,
    dds: FakeDds | null = world.dds,
    ...others: FakeDds[]
  ): Bot {
    return startWith(false, journal, dds === null ? others : [dds, ...others]);
  }

  function startWith(dryRun: boolean, journal: Journal, all: readonly FakeDds[]): Bot {
    const faults: unknown[] = [];
    const refusals: string[] = [];
    let mended = 0;
    const targets = new Map(all.map((each) => [each.name, each]));
    const recorder = createRecorder(journal, clock, ({ request }) => engine.wake(request));
    const { people: directory } = world;
    const admission = createAdmission({ directory, channels });
    const openRequests = createOpenRequests(journal, directory);
    const findTask = createFindTask({ targets, clock, lookbackDays: 30 });
    const deps = { journal, recorder, clock, targets, directory };
    const asking = { admission, openRequests, findTask };
    const engine: Engine = createEngine({
      ...deps,
      callsPerMinute: 60,
      announcer: world.slack,
      dryRun,
      onFault: (_request, fault) => faults.push(fault),
      onMended: () => {
        mended += 1;
      },
      onRefused: (_request, error) => refusals.push(error),
    });
    // A bot whose call hangs for ever, as in a process that died, never closes.
    cleanUps.push(() => Promise.race([engine.close(), settle()]));
    const cards = createCards({ ...deps, engine, policy: { dryRun } });
    const newId = () => `r${++ids}`;
    return {
      ...{ engine, recorder, faults, refusals, mended: () => mended },
      presses: createPresses({ ...deps, cards, policy: { emergencyApproval } }),
      submit: createSubmit({ ...deps, ...asking, engine, newId, policy: { ...policy, dryRun } }),
      picker: createPicker({ ...asking, pendingTasks: createPendingTasks(targets, clock) }),
      overviews: createOverviews(journal, directory),
    };
  }

  async function request(id = 'r1'): Promise<CancelRequest> {
    return fold(await world.journal.read(id));
  }

  return {
    ...world,
    start,
    startInDryRun: () => startWith(true, world.journal, [world.dds]),
    request,
    /** Asks for the cancellation and lets card and trail be posted. */
    async ask(bot: Bot, patch: Partial<Wish> = {}): Promise<Submitted> {
      const { id: taskId } = aTask();
      const wish = { user: 'U_ASKER', channel: 'C_OPS', taskId, target: null, reason: null };
      return bot.submit({ ...wish, ...patch });
    },
    /** Presses a button of the card as it stands. */
    async press(bot: Bot, user: string, wanted: Wanted, id = 'r1'): Promise<Pressed> {
      const { revision } = await request(id);
      const { message, dryRun = false } = cardOf(await world.journal.postings(id));
      const card = message ?? { channel: 'C_OPS', ts: 'none' };
      const press = { user, request: id, revision, dryRun, card };
      const pressed = await bot.presses.decide(press, wanted);
      await settle();
      return pressed;
    },
    /** The names of all events so far. */
    async events(id = 'r1'): Promise<string[]> {
      return (await world.journal.read(id)).map(({ event }) => event);
    },
    /** What stands in Slack, in the order of posting. */
    posted: () => world.slack.messages.map(({ what }) => what),
    async reopened(): Promise<Journal> {
      return openSqliteJournal(path);
    },
  };
}

/** The card as it was shown last. */
function cardOf(postings: Awaited<ReturnType<Journal['postings']>>): Partial<Posting> {
  const cards = postings.filter(({ kind, message }) => kind === 'card' && message !== null);
  return cards.toSorted((a, b) => a.number - b.number).at(-1) ?? {};
}

export const APPROVE: Wanted = { do: 'approve' };
export const REJECT: Wanted = { do: 'reject', reason: 'not today' };
export const WITHDRAW: Wanted = { do: 'withdraw' };
export const TRY_AGAIN: Wanted = { do: 'try again' };
