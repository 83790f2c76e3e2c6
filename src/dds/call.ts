import fetch, { type Response } from 'node-fetch';
import type { Leave } from '../workflow/ports.ts';
import { openSockets } from './sockets.ts';

/** Longest answer that is read, in bytes; a page of 100 tasks has about 50 000. */
const ANSWER_LIMIT = 2_000_000;

/** One HTTP call. `timeoutMs` covers all of it, from connecting to the last byte of the answer. */
export interface Call {
  readonly method: 'GET' | 'DELETE' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Where no connection stands while it holds, nothing is written. Without it, any time will do. */
  readonly leave?: Leave | undefined;
}

export interface Answer {
  readonly end: 'answered';
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** `null`: longer than the size limit. */
  readonly body: string | null;
  readonly callId: string | null;
  readonly retryAfterMs: number | null;
}

export interface Break {
  readonly end: 'broken';
  readonly why: 'no connection' | 'timed out' | 'connection lost' | 'closed';
  /** False proves that nothing of the call was written. */
  readonly connected: boolean;
  /** Node's word for it, e.g. `ECONNREFUSED`. */
  readonly code: string;
}

export interface Transport {
  /** Never rejects for what the network or the other side did, never repeats, follows no redirect. */
  send(call: Call): Promise<Answer | Break>;
  /** Ends what is under way; resolves when every connection is closed. */
  close(): Promise<void>;
}

export function openTransport(now: () => Date): Transport {
  const sockets = openSockets();
  const underWay = new Set<Course>();
  let closed = false;

  return {
    send: async (call) => {
      if (closed) return broken('closed', false, undefined);
      const course = beginCourse(call);
      underWay.add(course);
      const { sent, connected } = sockets.watch(course.mayWrite, () =>
        fetch(call.url.href, {
          method: call.method,
          headers: call.headers,
          ...(call.body === undefined ? {} : { body: call.body }),
          agent: sockets.agentFor(call.url),
          redirect: 'manual',
          compress: false,
          size: ANSWER_LIMIT,
          signal: course.signal,
        }),
      );
      course.endUnless(connected);
      try {
        return await answerFrom(await sent, now);
      } catch (error) {
        return broken(course.endedBecause(), connected(), error);
      } finally {
        course.done();
        underWay.delete(course);
      }
    },
    close: async () => {
      closed = true;
      for (const course of underWay) course.end('closed');
      await sockets.close();
    },
  };
}

/** The course of one call, which may be ended from outside; that destroys its connection. */
interface Course {
  readonly signal: AbortSignal;
  end(why: 'closed' | 'timed out'): void;
  /** Asked when a new connection stands, which is closed where the leave to write is over. */
  mayWrite(): boolean;
  /** Ends the call where it has no connection when its leave is over. */
  endUnless(connected: () => boolean): void;
  endedBecause(): 'closed' | 'timed out' | null;
  done(): void;
}

function beginCourse({ timeoutMs, leave }: Call): Course {
  const abort = new AbortController();
  let because: ReturnType<Course['endedBecause']> = null;
  const end: Course['end'] = (why) => {
    because ??= why;
    abort.abort();
  };
  const timers = [setTimeout(() => end('timed out'), timeoutMs)];
  return {
    signal: abort.signal,
    end,
    mayWrite: () => {
      const may = leave === undefined || leave() > 0;
      if (!may) because ??= 'timed out';
      return may;
    },
    endUnless: (connected) => {
      if (leave === undefined) return;
      const endUnlessConnected = () => {
        if (!connected()) end('timed out');
      };
      timers.push(setTimeout(endUnlessConnected, Math.min(leave(), timeoutMs)));
    },
    endedBecause: () => because,
    done: () => timers.forEach(clearTimeout),
  };
}

async function answerFrom(response: Response, now: () => Date): Promise<Answer> {
  const header = (name: string) => response.headers.get(name);
  return {
    end: 'answered',
    status: response.status,
    header,
    body: await bodyOf(response),
    callId: header('x-request-id') ?? header('x-iam-trace-id'),
    retryAfterMs: retryAfterMs(header('retry-after'), now()),
  };
}

async function bodyOf(response: Response): Promise<string | null> {
  try {
    return await response.text();
  } catch (error) {
    if (wordIn(error, 'type') === 'max-size') return null;
    throw error;
  }
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - now.getTime());
}

/** `why`: what ended it from outside; `null` where the network did. */
function broken(why: Break['why'] | null, connected: boolean, error: unknown): Break {
  return {
    end: 'broken',
    why: why ?? (connected ? 'connection lost' : 'no connection'),
    connected,
    code: wordIn(error, 'code') ?? 'no reason given',
  };
}

/** Errors of Node's core are not `instanceof Error` in every realm, so their fields are read plainly. */
function wordIn(error: unknown, name: 'code' | 'type'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const word: unknown = Reflect.get(error, name);
  return typeof word === 'string' && /^[\w-]{1,60}$/.test(word) ? word : undefined;
}
