import type { Logger } from 'pino';
import { openTargets } from './bot/open-targets.ts';
import { openUseCases } from './bot/open-use-cases.ts';
import { STOP_MS } from './bot/stop-times.ts';
import type { Config } from './config/types.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import { watchedJournal } from './journal/watched-journal.ts';
import { createDegraded, type Degraded } from './ops/degraded.ts';
import { openHttpServer } from './ops/http-server.ts';
import { createMetrics, type Metrics } from './ops/metrics.ts';
import { createSystemClock } from './ops/system-clock.ts';
import { openSlackEdge, type SlackEdge, type SlackEdgeOptions } from './slack/edge.ts';
import { LANGUAGES } from './slack/words/languages.ts';
import { createRecorder, type Recorder } from './workflow/append.ts';
import { createEngine, type Engine } from './workflow/engine.ts';
import { inTime } from './workflow/in-time.ts';
import { JournalFault } from './workflow/journal-fault.ts';
import type { Clock, DdsTarget, Journal } from './workflow/ports.ts';
import type { Pressed } from './workflow/press.ts';

/** A running bot. */
export interface Bot {
  /** Where `/healthz`, `/readyz`, `/metrics` and, in HTTP mode, `/slack/events` are served. */
  readonly port: number;
  /** Receives nothing new, lets what runs end within a few seconds, and closes everything. */
  close(): Promise<void>;
}

/** How time passes for the bot, and what watches it; tests let an hour pass in a second, and a disk be full. */
export interface Pace {
  readonly clock?: Clock;
  /** Times in real milliseconds, for the limiter of messages and sockets know no other; `words` in place of those of `BOT_LANGUAGE`. */
  readonly slack?: Partial<Pick<SlackEdgeOptions, 'postGapMs' | 'timeoutMs' | 'words'>>;
  /** Put round each port before anything uses it; its name is `journal`, `announcer`, `directory` or `DDS <target>`. */
  readonly wrap?: <P extends object>(name: string, port: P) => P;
  /** Opens the journal in a file; tests have one whose disk they can fill. */
  readonly openJournal?: (path: string) => Journal;
}

/** Everything with a life of its own, in the order in which it is opened. */
interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly degraded: Degraded;
  readonly journal: Journal;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly slack: SlackEdge;
}

/**
 * Assembles the bot and starts it. Rejects with a `SlackTokenError`, a `SlackUnreachableError`, a
 * `BrokenJournalError`, or the fault of a file or port that cannot be had.
 */
export async function openBot(
  config: Config,
  log: Logger,
  {
    clock = createSystemClock(),
    slack: slackPace = {},
    wrap = asItIs,
    openJournal = openSqliteJournal,
  }: Pace = {},
): Promise<Bot> {
  const metrics = createMetrics();
  const degraded = createDegraded(metrics);
  const targets = openTargets({ config, clock, log, metrics, degraded, wrap });
  const watched = watchedJournal(openJournal(config.databasePath), {
    clock,
    onHealth: (isBroken) => degraded.note('journal', isBroken),
  });
  const journal = wrap('journal', watched);
  const edge = await openSlack({ config, clock, log, degraded, targets }, slackPace);
  const slack = {
    ...edge,
    announcer: wrap('announcer', edge.announcer),
    directory: wrap('directory', edge.directory),
  };
  const parts: Parts = { config, clock, log, metrics, degraded, journal, targets, slack };
  const { recorder, engine } = openEngine(parts);
  listen(parts, recorder, engine);

  let draining = false;
  const { receiving, listener } = slack;
  const server = await openHttpServer({
    ...{ port: config.port, metrics },
    health: { receiving, draining: () => draining, degraded: degraded.list },
    ...(listener !== null && { slackListener: listener }),
  });
  // After a restart the same engine takes up whatever is open or not fully posted.
  for (const request of await journal.unfinished()) engine.wake(request);
  await slack.start();
  log.info({ port: server.port, dryRun: config.policy.dryRun }, 'ready');

  return {
    port: server.port,
    async close() {
      draining = true;
      if (!(await slack.stop(STOP_MS.listeners, STOP_MS.answers)))
        log.warn('listeners still ran when the bot stopped, and were cut off');
      const stopped = engine.close();
      await inTime(stopped, STOP_MS.steps, undefined, clock);
      // Calls still under way are broken off here; after the next start they are read back.
      await Promise.all([...[...targets.values()].map((target) => target.close()), slack.close()]);
      await stopped;
      await Promise.all([server.close(STOP_MS.connections), journal.close()]);
    },
  };
}

function asItIs<P>(_name: string, port: P): P {
  return port;
}

function openSlack(
  parts: Pick<Parts, 'config' | 'clock' | 'log' | 'degraded' | 'targets'>,
  pace: NonNullable<Pace['slack']>,
): Promise<SlackEdge> {
  const { config, clock, log, degraded, targets } = parts;
  const { approvers, requesters, mentionApprovers, emergencyApproval, dryRun } = config.policy;
  const own = new Map(config.targets.map((target) => [target.name, target.approvers]));
  return openSlackEdge({
    ...config.slack,
    words: LANGUAGES[config.language],
    ...{ requesters, mentionApprovers, emergencyApproval, dryRun, clock },
    targets: [...targets.keys()],
    // Requests of a target that left the configuration are for those who may approve elsewhere.
    approversOf: (target) => own.get(target) ?? approvers,
    ...pace,
    logger: {
      info: (line) => log.info(line),
      warn: (line) => log.warn(line),
      error: (line) => log.error(line),
    },
    onHealth: (isFailing) => degraded.note('slack', isFailing),
    onError: (fault) => log.error({ err: fault }, 'a listener met a fault'),
    consoleUrlOf: ({ task }) => targets.get(task.target)?.consoleUrl(task.instanceId) ?? null,
  });
}

function openEngine(parts: Parts): { recorder: Recorder; engine: Engine } {
  const { config, journal, clock, targets, slack, log, metrics, degraded } = parts;
  const recorder = createRecorder(journal, clock, ({ event, request, seq, hash }) => {
    log.info({ event, request, seq, hash }, 'journaled');
    metrics.events.inc({ event });
    engine.wake(request);
  });
  const engine = createEngine({
    ...{ journal, recorder, clock, targets, announcer: slack.announcer },
    callsPerMinute: config.dds.callsPerMinute,
    dryRun: config.policy.dryRun,
    onRefused: ({ id }, error) => log.error({ request: id, error }, 'Slack refuses for good'),
    onFault(of, fault) {
      log.error({ of, err: fault }, 'a step failed; it is taken again');
      // The journal tells of itself.
      if (!(fault instanceof JournalFault)) degraded.note('engine', true);
    },
    onMended: () => degraded.note('engine', false),
  });
  return { recorder, engine };
}

function listen(parts: Parts, recorder: Recorder, engine: Engine): void {
  const { metrics, slack } = parts;
  const { submit, presses, ...useCases } = openUseCases(parts, recorder, engine);
  slack.listen({
    ...useCases,
    async submit(wish, onAsked) {
      const submitted = await submit(wish, onAsked);
      metrics.commands.inc({ answer: submitted.answer });
      return submitted;
    },
    presses: {
      decide: async (press, wanted) => counted(await presses.decide(press, wanted), wanted.do),
      checkAgain: async (press) => counted(await presses.checkAgain(press), 'check again'),
    },
  });

  function counted(pressed: Pressed, action: string): Pressed {
    metrics.decisions.inc({ decision: pressed.answer === 'done' ? action : pressed.answer });
    return pressed;
  }
}
