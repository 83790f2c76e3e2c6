import type { Clock, DdsTarget } from '../workflow/ports.ts';
import { openTransport } from './call.ts';
import { type Credentials, createGrants } from './credentials.ts';
import { consoleAddress } from './endpoints.ts';
import type { LogLine } from './exchange.ts';
import { createHolds } from './holds.ts';
import { readInstance } from './instance.ts';
import { createLimiter } from './limiter.ts';
import { pageReader, type ReadPage } from './pages.ts';
import type { Reader } from './read.ts';
import { reread, sinceFor } from './reread.ts';
import { rereadThenCancel } from './reread-then-cancel.ts';
import { withRetries } from './retry.ts';
import { collect, search } from './search.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The same address on every ECS. */
export const METADATA_ENDPOINT = 'http://169.254.169.254';

export interface DdsTargetOptions {
  readonly name: string;
  /** Address of DDS, e.g. `https://dds.ap-southeast-1.myhuaweicloud.com`. */
  readonly endpoint: string;
  /** Only for the console's address. */
  readonly region: string | null;
  /** `null`: the project of the password sign-in's token. */
  readonly projectId: string | null;
  /** Origin; empty where keys sign the calls, without IAM, and no region is given. */
  readonly iamEndpoint: string;
  readonly credentials: Credentials;
  /** Most calls to DDS in any 60 s; at least 2. Sign-ins at IAM are not counted. */
  readonly callsPerMinute: number;
  /** Most calls to DDS in flight at once. */
  readonly concurrency: number;
  /** Time limit of one call, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** How far back by creation time the list is read. */
  readonly lookbackDays: number;
  readonly log?: (line: LogLine) => void;
  readonly metadataEndpoint?: string;
}

/** One target's DDS. Calls nothing yet. Throws where keys are given without a project id. */
export function openDdsTarget(options: DdsTargetOptions, clock: Clock): DdsTarget {
  const { name, region, endpoint, timeoutMs } = options;
  const { metadataEndpoint = METADATA_ENDPOINT, log = () => undefined } = options;
  const transport = openTransport(() => clock.now());
  const limiter = createLimiter(options, clock);
  const pauses = createHolds(clock);
  const grants = createGrants(
    options.credentials,
    { ...options, metadataEndpoint },
    transport.send,
    clock,
  );
  const reader: Reader = {
    target: name,
    exchange: { endpoint, timeoutMs, transport, grants, log },
    clock,
  };
  // Not what the bot lives by: a policy may well leave this permission out.
  const besideLog = (line: LogLine) => log({ ...line, beside: true });
  const besideReader = { ...reader, exchange: { ...reader.exchange, log: besideLog } };
  const lookback = () => new Date(clock.now().getTime() - options.lookbackDays * DAY_MS);
  const lookUpPage = retried(pageReader(reader, limiter.lookUp), pauses.wait);
  const decisionPage = pageReader(reader, limiter.decision);

  let closed: Promise<void> | null = null;

  return {
    name,
    timeoutMs,
    consoleUrl: () => (region === null ? null : consoleAddress(region)),
    find: async (taskId) => {
      const { beganAt, ...result } = await search(lookUpPage, lookback(), taskId);
      return result.found === 'not listed' ? { beganAt, found: 'gone' } : { beganAt, ...result };
    },
    list: async (status) => {
      const tasks = await collect(lookUpPage, lookback(), status);
      return 'fault' in tasks ? tasks.fault : tasks;
    },
    reread: (task, as = 'decision') =>
      reread(as === 'decision' ? decisionPage : lookUpPage, task, sinceFor(task, lookback())),
    rereadThenCancel: (task, request, go) =>
      rereadThenCancel({ reader, limiter, since: sinceFor(task, lookback()), request, go }, task),
    instance: (instanceId, withinMs) =>
      readInstance(besideReader, limiter.lookUp, instanceId, withinMs),
    close: () => {
      pauses.close();
      closed ??= Promise.all([limiter.close(), transport.close()]).then(() => undefined);
      return closed;
    },
  };
}

function retried(readPage: ReadPage, pause: (ms: number) => Promise<void>): ReadPage {
  return (query) => withRetries(() => readPage(query), pause);
}
