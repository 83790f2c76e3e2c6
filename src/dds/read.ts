import { type Moment, momentOf } from '../workflow/moment.ts';
import type { Clock, Leave } from '../workflow/ports.ts';
import { type Exchange, exchange } from './exchange.ts';
import { type Faulted, ownFault, shuttingDown } from './fault.ts';
import { LimiterClosedError, type Run } from './limiter.ts';
import type { Place } from './task-url.ts';

/** What reading from one target needs. */
export interface Reader {
  readonly target: string;
  readonly exchange: Exchange;
  readonly clock: Clock;
}

/** What is read: where, and what counts as an answer. */
export interface Wanted<T> {
  readonly urlAt: (place: Place) => URL;
  /** `null` for a body that is not what was asked for. */
  readonly parse: (body: unknown) => T | null;
  /** Asked directly before the call; false calls it off, which is a fault. */
  readonly isStillWanted?: () => boolean;
}

/** What one call read, or why it could not be read. `beganAt` is before its first byte was sent. */
export type Read<T> =
  | { readonly faulted: null; readonly value: T; readonly beganAt: Moment }
  | { readonly faulted: Faulted; readonly beganAt: Moment };

/** Reads with one call of `run`; with a second after a new sign-in, where a token was refused. */
export async function read<T>(reader: Reader, run: Run, wanted: Wanted<T>): Promise<Read<T>> {
  const first = await readOnce(reader, run, wanted);
  return first.signInAgain ? await readOnce(reader, run, wanted) : first;
}

/** A read may be late. */
const WHENEVER: Leave = () => Number.POSITIVE_INFINITY;

/** Reads with one call. `signInAgain`: a token was refused, and a repeat with a new one is due. */
export async function readOnce<T>(
  reader: Reader,
  run: Run,
  { urlAt, parse, isStillWanted }: Wanted<T>,
): Promise<Read<T> & { readonly signInAgain: boolean }> {
  const go = isStillWanted && { go: async () => (isStillWanted() ? WHENEVER : null) };
  const asked = { method: 'GET', urlAt, userAgent: 'dds-cancel', ...go } as const;
  const sent = await run((begin) => exchange(reader.exchange, begin, asked)).catch(faultWhenClosed);
  if (sent === null || 'fault' in sent) {
    return { faulted: sent ?? calledOff(), beganAt: momentOf(reader.clock), signInAgain: false };
  }
  const { end, beganAt, isSuccess, faulted, signInAgain } = sent;
  const value = isSuccess && end.end === 'answered' ? parse(jsonOf(end.body)) : null;
  if (value === null) return { faulted, beganAt, signInAgain };
  return { faulted: null, value, beganAt, signInAgain };
}

/** For a promise of the limiter: what was waiting when it was closed. Rethrows the rest. */
export function faultWhenClosed(error: unknown): Faulted {
  if (error instanceof LimiterClosedError) return shuttingDown();
  throw error;
}

function calledOff(): Faulted {
  return ownFault('no connection', 'Nobody waited for this any more; no call was made.');
}

function jsonOf(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return null;
  }
}
