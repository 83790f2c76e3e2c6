import { performance } from 'node:perf_hooks';
import type { Delivery } from '../recorder.ts';
import type { Workspace } from '../workspace.ts';
import { deadlineAfter } from './deadline.ts';
import type { Answer, DeliveryOptions, Transport } from './transport.ts';

/** What came of a delivery. */
export interface Delivered {
  readonly acked: boolean;
  /** From sending to the ack, or to giving up. */
  readonly ackMs: number;
  /** What the ack carried; undefined where it was empty. */
  readonly ackBody: unknown;
  /** The HTTP status; undefined over a socket. */
  readonly status: number | undefined;
  /** What the person sees instead of an answer, such as `operation_timeout`. */
  readonly error?: Exclude<Delivery['state'], 'waiting' | 'acked'>;
  readonly delivery: Delivery;
}

export interface ToDeliver {
  readonly kind: Delivery['kind'];
  readonly type: string;
  readonly userId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export type Deliver = (what: ToDeliver, options?: DeliveryOptions) => Promise<Delivered>;

export interface DeliverParts {
  readonly workspace: Workspace;
  readonly transport: () => Transport;
  /** Slack gives three seconds. */
  readonly ackTimeoutMs: number;
  readonly closing: AbortSignal;
}

/** Delivers what a person did, by the one transport that is switched on, under the rule of three seconds. */
export function createDeliver(parts: DeliverParts): Deliver {
  return async (what, options = {}) => {
    const first = await deliverOnce(parts, what, options, 0);
    if (options.twice) await deliverOnce(parts, what, options, 1);
    return first;
  };
}

async function deliverOnce(
  { workspace, transport, ackTimeoutMs, closing }: DeliverParts,
  what: ToDeliver,
  options: DeliveryOptions,
  retry: number,
): Promise<Delivered> {
  const { via, send } = transport();
  const { recorder } = workspace;
  const delivery = recorder.delivery({ ...what, via, retry, state: 'waiting' });
  const started = performance.now();
  const deadline = deadlineAfter(ackTimeoutMs);
  const signal = AbortSignal.any([deadline.signal, closing]);
  const result = await outcome(send({ ...what, retry, options }, signal), signal);
  deadline.end();
  Object.assign(delivery, result, { ackMs: performance.now() - started });
  recorder.changed({ what: 'delivery', userId: what.userId });
  return deliveredFrom(delivery);
}

type Outcome = Pick<Delivery, 'state'> & { ackBody?: unknown; status?: number };

async function outcome(sent: Promise<Answer>, signal: AbortSignal): Promise<Outcome> {
  const gaveUp = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ state: 'operation_timeout' }));
  });
  const answered = sent.then(
    (answer): Outcome => judged(answer),
    (): Outcome => ({ state: signal.aborted ? 'operation_timeout' : 'dispatch_failed' }),
  );
  return await Promise.race([answered, gaveUp]);
}

function judged({ status, body }: Answer): Outcome {
  const ackBody = isEmpty(body) ? undefined : body;
  if (status === undefined) return { state: 'acked', ackBody };
  const isOk = status >= 200 && status < 300;
  return { state: isOk ? 'acked' : 'http_error', status, ackBody };
}

/** Bolt acks over the socket with `{}` where there is nothing to say. */
function isEmpty(body: unknown): boolean {
  if (body === undefined || body === null || body === '') return true;
  return typeof body === 'object' && Object.keys(body).length === 0;
}

function deliveredFrom(delivery: Delivery): Delivered {
  const { state, ackMs = 0, ackBody, status } = delivery;
  const error = state === 'waiting' || state === 'acked' ? {} : { error: state };
  return { acked: state === 'acked', ackMs, ackBody, status, ...error, delivery };
}
