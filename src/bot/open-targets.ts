import type { Logger } from 'pino';
import type { Config } from '../config/types.ts';
import type { LogLine } from '../dds/exchange.ts';
import { openDdsTarget } from '../dds/target.ts';
import type { Degraded } from '../ops/degraded.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { DdsFault } from '../request/task.ts';
import type { Clock, DdsTarget } from '../workflow/ports.ts';

/** Answers that tell of something broken between the bot and DDS, and not of one task. */
const BROKEN: ReadonlySet<unknown> = new Set<DdsFault['kind']>([
  ...(['no connection', 'timed out', 'connection lost', 'server', 'unreadable'] as const),
  ...(['authentication', 'permission', 'not published'] as const),
]);

interface TargetParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly degraded: Degraded;
  readonly wrap: <P extends object>(name: string, port: P) => P;
}

/** Opens every target of the configuration; what its calls tell goes to the log, the metrics and `/readyz`. */
export function openTargets({
  config: { targets, dds },
  metrics: { ddsCalls },
  ...parts
}: TargetParts): ReadonlyMap<string, DdsTarget> {
  const { clock, log, degraded, wrap } = parts;
  const opened = targets.map((target) => {
    const onCall = (line: LogLine): void => {
      log.info({ target: target.name, ...line });
      const { method, status = 'none', kind = null } = line;
      ddsCalls.inc({ method: String(method), status: String(status) });
      if (line['beside'] !== true) degraded.note(`DDS ${target.name}`, BROKEN.has(kind));
    };
    const port = openDdsTarget({ ...target, ...dds, log: onCall }, clock);
    return wrap(`DDS ${target.name}`, port);
  });
  return new Map(opened.map((target) => [target.name, target]));
}
