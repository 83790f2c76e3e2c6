import type { Pace } from '../../src/bot.ts';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { createAdmission } from '../../src/workflow/admission.ts';
import { createRecorder } from '../../src/workflow/append.ts';
import { createCards } from '../../src/workflow/cards.ts';
import { createEngine, type Engine } from '../../src/workflow/engine.ts';
import { createFindTask } from '../../src/workflow/find-task.ts';
import { createOpenRequests } from '../../src/workflow/open-request.ts';
import type { Clock, Journal } from '../../src/workflow/ports.ts';
import { createPresses, type Presses } from '../../src/workflow/press.ts';
import { createSubmit, type Submitted, type Wish } from '../../src/workflow/submit.ts';
import type { Channel } from './channel.ts';
import type { Chronicle } from './chronicle.ts';
import type { Cloud } from './cloud.ts';
import type { Gates, Life } from './gates.ts';
import type { People } from './people.ts';

/** Everything outside the processes of the bot. */
export interface Outside {
  readonly path: string;
  readonly clock: Clock;
  readonly gates: Gates;
  readonly cloud: Cloud;
  readonly channel: Channel;
  readonly people: People;
  readonly chronicle: Chronicle;
  readonly policy: Policy;
  /** Of the next process to start. */
  readonly setting: { dryRun: boolean };
  readonly newId: () => string;
  readonly wrap: Wrap;
}

/** What does not change in a history. */
export interface Policy {
  readonly required: number;
  readonly ttlMs: number;
  readonly emergency: boolean;
}

/** Puts something round a port before a process uses it, as `openBot` lets a test do. */
export type Wrap = NonNullable<Pace['wrap']>;

/** One process of the bot on the journal. */
export interface Process {
  readonly life: Life;
  readonly journal: Journal;
  readonly presses: Presses;
  readonly engine: Engine;
  submit(wish: Wish): Promise<Submitted>;
}

/**
 * Starts a process as `bot.ts` does. One that is given another's engine only decides: it stands for
 * a second replica, whose decisions the first one carries out.
 */
export function startProcess(outside: Outside, other: (() => Engine) | null = null): Process {
  const { cloud, channel, people, policy, wrap } = outside;
  const { dryRun } = outside.setting;
  const life: Life = { over: false, dryRun };
  const { required: requiredApprovals, ttlMs, emergency: emergencyApproval } = policy;
  const modes = { dryRun, emergencyApproval };
  const clock = clockOf(life, outside.clock);
  const stored = openSqliteJournal(outside.path);
  const journal = gated(stored, life, outside);
  const target = wrap('DDS model', cloud.targetFor(life));
  const directory = people.directoryFor(life);
  const recorder = createRecorder(journal, clock, ({ request }) => engine.wake(request));
  const targets = new Map([[target.name, target]]);
  const deps = { journal, recorder, clock, directory, targets };
  const engine = other === null ? createEngine({ ...deps, ...announcing() }) : through(other);

  const cards = createCards({ ...deps, engine, policy: modes });

  return {
    ...{ life, journal: stored, engine },
    presses: createPresses({ ...deps, cards, policy: modes }),
    submit: createSubmit({
      ...{ ...deps, engine, newId: outside.newId },
      admission: createAdmission({ directory, channels: null }),
      openRequests: createOpenRequests(journal, directory),
      findTask: createFindTask({ targets, clock, lookbackDays: 30 }),
      policy: { ...modes, requiredApprovals, ttlMs, requireReason: false },
    }),
  };

  function announcing() {
    return {
      ...{ dryRun, callsPerMinute: CALLS_PER_MINUTE, onMended: () => undefined },
      announcer: wrap('announcer', channel.announcerFor(life)),
      // What is not clear while Slack hangs is asked again; nothing else may be thrown.
      onFault: (request: string, fault: unknown) => {
        if (!String(fault).includes('no clear answer'))
          outside.chronicle.faults.push(`${request}: ${fault}`);
      },
      onRefused: () => undefined,
    };
  }
}

/** As by default; it sets the pace of the looks at open requests. */
const CALLS_PER_MINUTE = 60;

/** Decisions of a replica reach the one that carries them out. */
function through(other: () => Engine): Engine {
  return {
    advance: (request) => other().advance(request),
    wake: (request) => other().wake(request),
    close: async () => undefined,
  };
}

function clockOf(life: Life, clock: Clock): Clock {
  return {
    now: clock.now,
    steady: clock.steady,
    after: (ms, act) =>
      clock.after(ms, () => {
        if (!life.over) act();
      }),
  };
}

/** The journal, each of whose calls waits for its turn, and may be the last that a process made. */
function gated(stored: Journal, life: Life, { gates, chronicle, wrap }: Outside): Journal {
  const journal = wrap('journal', stored);
  const reading =
    <Asked extends unknown[], Answer>(what: string, read: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked) => {
      const answer = await read(...asked);
      await gates.pass(`${what} is read`, life);
      return answer;
    };

  /** As it stands there, whatever was to be appended. */
  async function takeNew(request: string): Promise<void> {
    const known = chronicle.standings.get(request)?.length ?? 0;
    for (const event of (await stored.read(request)).slice(known)) chronicle.take(event, life);
    const task = chronicle.standings.get(request)?.at(-1)?.task;
    if (task !== undefined)
      chronicle.takeHolder(request, await stored.openRequestFor(task.target, task.id));
  }

  return {
    ...journal,
    read: reading('the journal', journal.read),
    postings: reading('the table of postings', journal.postings),
    end: reading('the end of the journal', journal.end),
    openRequestFor: reading('the holder', journal.openRequestFor),
    async append(end, event) {
      await gates.pass(`${event.event} of ${event.request} is to be journaled`, life);
      const appended = await journal.append(end, event);
      if (appended.appended) await takeNew(event.request);
      await gates.pass(`${event.event} of ${event.request} was journaled`, life);
      return appended;
    },
    async recordPosting(request, posting) {
      await gates.pass(`a posting of ${request} is to be recorded`, life);
      await journal.recordPosting(request, posting);
      await gates.pass(`a posting of ${request} was recorded`, life);
    },
  };
}
