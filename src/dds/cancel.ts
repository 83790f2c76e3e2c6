import type { Cancellation, Leave } from '../workflow/ports.ts';
import type { Answer } from './call.ts';
import { isServiceCode, isThrottle } from './codes.ts';
import { type Exchange, type Exchanged, exchange } from './exchange.ts';
import type { Faulted } from './fault.ts';
import { ownFault } from './fault.ts';
import type { Run } from './limiter.ts';
import { taskUrl } from './task-url.ts';

/** Which task to cancel, and for which request. */
export interface Wish {
  readonly taskId: string;
  readonly request: string;
}

/**
 * Sends one `DELETE` with `run`, if `go` gives leave; it is never repeated here. A bare fault where
 * there were no credentials, so `go` was not asked and nothing was sent; `null` where it gave no leave.
 */
export async function cancel(
  deps: Exchange,
  run: Run,
  { taskId, request }: Wish,
  go: () => Promise<Leave | null>,
): Promise<Cancellation | Faulted | null> {
  const sent = await run((begin) =>
    exchange(deps, begin, {
      method: 'DELETE',
      urlAt: (place) => taskUrl(place, taskId),
      userAgent: `dds-cancel/${request.replace(/[^\w.-]/g, '_')}`,
      go,
    }),
  );
  return sent === null || 'fault' in sent ? sent : cancellationFrom(sent);
}

/**
 * What the call came to. Only DDS's documented answer confirms, and only what proves that nothing
 * was done says so; DDS documents no refusal, so everything else is to be read back.
 */
export function cancellationFrom(sent: Exchanged): Cancellation {
  const { end, faulted, signInAgain } = sent;
  const { fault, retryAfterMs } = faulted;
  if (end.end === 'broken') {
    if (!end.connected) return { result: 'not executed', fault, retryAfterMs };
    return { result: 'ambiguous', settled: false, fault };
  }
  if (isConfirmation(end)) return { result: 'confirmed', callId: fault.callId };
  if (signInAgain || isThrottle(end.status, fault.code)) {
    return { result: 'not executed', fault, retryAfterMs };
  }
  const settled = !isGivenUpOnTheWay(end.status, fault.code);
  return { result: 'ambiguous', settled, fault: sent.isSuccess ? undocumented(sent) : fault };
}

/**
 * The gateway, or a proxy, answers in the place of a DDS that it waited for in vain, e.g. `APIGW.0201`
 * "Backend timeout"; DDS may still be at work on the call.
 * See https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
 */
function isGivenUpOnTheWay(status: number, code: string | null): boolean {
  return status >= 500 && !isServiceCode(code);
}

/** A 204 has no body; one that announces a body comes from something else on the way. */
function isConfirmation({ status, header, body }: Answer): boolean {
  const length = header('content-length') ?? '0';
  return status === 204 && body === '' && length === '0' && header('transfer-encoding') === null;
}

function undocumented({ faulted }: Exchanged): Faulted['fault'] {
  const { status, code, callId } = faulted.fault;
  const { fault } = ownFault('unreadable', `HTTP ${status} with a body or without meaning here.`);
  return { ...fault, status, code, callId };
}
