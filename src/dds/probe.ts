import type { DdsFault } from '../request/task.ts';
import type { DatedAnswer } from '../workflow/moment.ts';
import type { Clock } from '../workflow/ports.ts';
import { openTransport, type Transport } from './call.ts';
import { createGrants } from './credentials.ts';
import { createLimiter } from './limiter.ts';
import { pageWanted } from './pages.ts';
import { type Reader, read } from './read.ts';
import type { Page } from './schema.ts';
import { type DdsTargetOptions, METADATA_ENDPOINT } from './target.ts';
import { instanceUrl } from './task-url.ts';
import { wireTime } from './wire-time.ts';

/**
 * A few calls to one target, none with an effect, for a person who looks for a fault. Sends no
 * `DELETE`, and keeps the call limit for itself: it does not know of a bot's calls beside it.
 */
export interface DdsProbe {
  /** Gets what authorises calls: a token of IAM's, or keys. Keys that are given are only shown good by a call. */
  signIn(): Promise<DdsFault | null>;
  /** The newest page of one row; of what it lists, only an instance's id is of use. */
  list(): Promise<ListAnswer>;
  /** Whether `GET …/instances?id=` is answered; an id that DDS does not know counts as an answer. */
  instance(instanceId: string | null): Promise<DdsFault | null>;
  /** The first answer of DDS that told the time, of those so far. */
  answer(): DatedAnswer | null;
  close(): Promise<void>;
}

export type ListAnswer =
  | { readonly fault: DdsFault }
  | { readonly fault: null; readonly total: number | null; readonly instanceId: string | null };

export type DdsProbeOptions = Pick<
  DdsTargetOptions,
  | 'name'
  | 'endpoint'
  | 'projectId'
  | 'iamEndpoint'
  | 'credentials'
  | 'callsPerMinute'
  | 'concurrency'
  | 'timeoutMs'
  | 'lookbackDays'
  | 'metadataEndpoint'
>;

const DAY_MS = 24 * 60 * 60_000;
/** Of an instance's shape; should it exist after all, nothing of it is told. */
const NO_INSTANCE = `${'0'.repeat(32)}in02`;
/** DDS answers an unknown instance with an error and no empty list: opentelekomcloud/terraform-provider-opentelekomcloud#3516 */
const UNKNOWN_INSTANCE: ReadonlySet<string | null> = new Set([
  'DBS.280110',
  'DBS.280404',
  'DBS.200002',
]);

/** Calls nothing yet. Throws where keys are given without a project id. */
export function openDdsProbe(options: DdsProbeOptions, clock: Clock): DdsProbe {
  const { name, endpoint, timeoutMs, metadataEndpoint = METADATA_ENDPOINT } = options;
  const { transport, first } = dated(
    openTransport(() => clock.now()),
    endpoint,
    clock,
  );
  const place = { ...options, metadataEndpoint };
  const grants = createGrants(options.credentials, place, transport.send, clock);
  const exchange = { endpoint, timeoutMs, transport, grants, log: () => undefined };
  const reader: Reader = { target: name, exchange, clock };
  const limiter = createLimiter(options, clock);
  // No decision has to find room beside these calls, so none is kept for it.
  const run = limiter.decision;
  let closed: Promise<void> | null = null;

  return {
    async signIn() {
      const grant = await grants.grant();
      if ('fault' in grant) return grant.fault;
      grant.settle('no verdict', 'GET');
      return null;
    },
    async list() {
      const since = new Date(clock.now().getTime() - options.lookbackDays * DAY_MS);
      const query = { start_time: wireTime(since), limit: '1' };
      const got = await read(reader, run, pageWanted(reader, query));
      return got.faulted === null ? listed(got.value) : { fault: got.faulted.fault };
    },
    async instance(instanceId) {
      const got = await read(reader, run, {
        urlAt: (at) => instanceUrl(at, instanceId ?? NO_INSTANCE),
        parse: (body) => (typeof body === 'object' ? body : null),
      });
      const fault = got.faulted?.fault ?? null;
      return fault !== null && UNKNOWN_INSTANCE.has(fault.code) ? null : fault;
    },
    answer: first,
    close: () => {
      closed ??= Promise.all([limiter.close(), transport.close()]).then(() => undefined);
      return closed;
    },
  };
}

function listed({ tasks, total }: Page): ListAnswer {
  return { fault: null, total, instanceId: tasks[0]?.instanceId || null };
}

/** Notes the time that DDS itself tells: IAM and the metadata service are other machines. */
function dated(
  transport: Transport,
  endpoint: string,
  clock: Clock,
): { readonly transport: Transport; readonly first: () => DatedAnswer | null } {
  const { origin } = new URL(endpoint);
  let first: DatedAnswer | null = null;
  const send: Transport['send'] = async (call) => {
    const sentAt = clock.now();
    const end = await transport.send(call);
    const date = end.end === 'answered' && call.url.origin === origin ? end.header('date') : null;
    if (date !== null) first ??= { date, sentAt, answeredAt: clock.now() };
    return end;
  };
  return { transport: { ...transport, send }, first: () => first };
}
