import type { Moment } from '../workflow/moment.ts';
import type { Leave } from '../workflow/ports.ts';
import type { Answer, Break, Transport } from './call.ts';
import { isServiceCode } from './codes.ts';
import type { Grant, GrantSource, Verdict } from './credentials/grant.ts';
import { type Faulted, faultOfAnswer, faultOfBreak } from './fault.ts';
import type { Begin } from './limiter.ts';
import type { Place } from './task-url.ts';

/** What the log is told about one call; nothing in it is a secret. */
export type LogLine = { readonly event: string } & Readonly<
  Record<string, string | number | boolean | null>
>;

/** What every call to one target's DDS needs. */
export interface Exchange {
  readonly endpoint: string;
  readonly timeoutMs: number;
  readonly transport: Transport;
  readonly grants: GrantSource;
  readonly log: (line: LogLine) => void;
}

export interface Asked {
  readonly method: 'GET' | 'DELETE';
  readonly urlAt: (place: Place) => URL;
  readonly userAgent: string;
  /** Asked when all is ready, directly before the call is written; without leave it is called off. */
  readonly go?: () => Promise<Leave | null>;
}

/** How one authorised call ended. */
export interface Exchanged {
  readonly end: Answer | Break;
  /** Before the first byte was sent. */
  readonly beganAt: Moment;
  /** By status alone; what a 2xx brought may still not be what DDS documents. */
  readonly isSuccess: boolean;
  /** What this is as a fault, should it not be what was asked for. */
  readonly faulted: Faulted;
  /** A token was refused and dropped: the call was without effect and is worth one repeat. */
  readonly signInAgain: boolean;
}

/** Makes one call; a bare fault where there were no credentials for it, `null` where `go` gave no leave. */
export async function exchange(
  deps: Exchange,
  begin: Begin,
  asked: Asked,
): Promise<Exchanged | Faulted | null> {
  const grant = await deps.grants.grant();
  if ('fault' in grant) return grant;
  const sent = await send(deps, begin, asked, grant).catch((error: unknown) => {
    grant.settle('no verdict', asked.method);
    throw error;
  });
  const signInAgain = grant.settle(sent ? verdictOf(sent) : 'no verdict', asked.method);
  return sent && { ...sent, signInAgain };
}

type Sent = Omit<Exchanged, 'signInAgain'>;

async function send(
  deps: Exchange,
  begin: Begin,
  asked: Asked,
  grant: Grant,
): Promise<Sent | null> {
  const { endpoint, timeoutMs, transport, log } = deps;
  const { method, go } = asked;
  const url = asked.urlAt({ endpoint, projectId: grant.projectId });
  const headers = {
    ...grant.headersFor(method, url),
    'Content-Type': 'application/json',
    'User-Agent': asked.userAgent,
  };
  const leave = await go?.();
  if (leave === null) return null;
  const beganAt = begin();
  const end = await transport.send({ method, url, headers, timeoutMs, leave });
  const faulted = end.end === 'broken' ? faultOfBreak(end) : faultOfAnswer(end, grant.secrets);
  const isSuccess = end.end === 'answered' && end.status >= 200 && end.status < 300;
  log(lineFor(method, end, isSuccess ? null : faulted));
  return { end, beganAt, isSuccess, faulted };
}

function verdictOf({ end, isSuccess, faulted }: Sent): Verdict {
  if (end.end === 'broken') return 'no verdict';
  if (isSuccess || isServiceAnswer(faulted)) return 'accepted';
  return faulted.fault.status === 401 && faulted.fault.kind === 'authentication'
    ? 'refused'
    : 'no verdict';
}

/** DDS's own codes come from behind the gateway, which had accepted the credentials. */
function isServiceAnswer({ fault }: Faulted): boolean {
  return isServiceCode(fault.code) && fault.kind !== 'authentication';
}

function lineFor(method: string, end: Answer | Break, faulted: Faulted | null): LogLine {
  const { kind = null, code = null } = faulted?.fault ?? {};
  if (end.end === 'broken') return { event: 'dds_call', method, end: end.why, kind };
  return { event: 'dds_call', method, status: end.status, kind, code, call_id: end.callId };
}
