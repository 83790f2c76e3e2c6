import { OutboxClosedError } from './outbox-limiter.ts';

/** A call to Slack that got no answer. `message` is a code that may be shown and logged. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
  /** Certainly not a byte of the call reached Slack. */
  readonly neverSent: boolean;
  constructor(code: string, neverSent: boolean, options?: ErrorOptions) {
    super(code, options);
    this.neverSent = neverSent;
  }
}

const CODE = /^[A-Z0-9_]{1,40}$/;
const CONNECT_CALLS: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** What fetch's or the outbox's error means for the call. */
export function networkFault(error: unknown): NetworkFault {
  if (error instanceof OutboxClosedError) return new NetworkFault('bot is stopping', true);
  if (read(error, 'name') === 'TimeoutError') return new NetworkFault('time-out', false);
  // What fetch throws is always the same; the reason is its cause.
  const cause = read(error, 'cause');
  const code = read(cause, 'code');
  const said = typeof code === 'string' && CODE.test(code) ? code : 'network fault';
  return new NetworkFault(said, failedToConnect(cause), { cause: error });
}

function failedToConnect(cause: unknown): boolean {
  // One error for each address of the host that was tried.
  const tried = read(cause, 'errors');
  if (Array.isArray(tried) && tried.length > 0) return tried.every(failedToConnect);
  return (
    read(cause, 'code') === 'UND_ERR_CONNECT_TIMEOUT' || CONNECT_CALLS.has(read(cause, 'syscall'))
  );
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
