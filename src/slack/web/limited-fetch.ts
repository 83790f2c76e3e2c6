import { networkFault } from './network-fault.ts';
import { type OutboxLimiter, OutboxPausedError } from './outbox-limiter.ts';

interface LimitedFetchOptions {
  /** Base of the Web API, with its trailing slash. */
  readonly apiUrl: string;
  /** Counted from when the call is sent, not from when it began to wait; covers the body too. */
  readonly timeoutMs: number;
  readonly outbox: OutboxLimiter;
}

/** For a 429 that does not say how long. */
const DEFAULT_PAUSE_SECONDS = 1;

/**
 * The `fetch` of every Slack client in the bot, Bolt's included, so that no call can get round the
 * limiter. While Slack wants silence it answers 429 itself, which WebClient turns into its own
 * rate-limit error; what got no answer rejects with a `NetworkFault`. `response_url`s take part too: Bolt's `respond()` has no time-out of its own.
 */
export function createLimitedFetch({ apiUrl, timeoutMs, outbox }: LimitedFetchOptions) {
  return async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const method = methodOf(url, apiUrl);
    const channel = channelOf(init.body);
    try {
      return await outbox.run(method ?? 'response_url', channel, async () => {
        const answer = await fetch(url, {
          ...init,
          redirect: 'error',
          signal: outbox.deadline(timeoutMs),
        });
        if (method === null) return taken(answer);
        if (answer.status !== 429) return answer;
        const seconds = retryAfter(answer);
        outbox.pause(method, channel, seconds * 1_000);
        await answer.body?.cancel();
        return tooManyCalls(seconds);
      });
    } catch (error) {
      if (!(error instanceof OutboxPausedError)) throw networkFault(error);
      return tooManyCalls(Math.ceil(error.retryAfterMs / 1_000));
    }
  };
}

/** With a 2xx, all the same: a page of some proxy on the way, or what a Web API method answers where it fails. */
const NOT_TAKEN = /^\s*(<|\{.*"ok"\s*:\s*false)/s;

/** Bolt takes every 2xx of a `response_url` for done. */
async function taken(answer: Response): Promise<Response> {
  const body = await answer.clone().text();
  return NOT_TAKEN.test(body) ? new Response(null, { status: 502 }) : answer;
}

/** `null` for an address outside the Web API. */
function methodOf(url: string | URL | Request, apiUrl: string): string | null {
  const address = url instanceof Request ? url.url : String(url);
  return address.startsWith(apiUrl) ? address.slice(apiUrl.length) : null;
}

/** WebClient sends url-encoded forms only, but for uploads, which this bot has none of. */
function channelOf(body: RequestInit['body']): string | null {
  return typeof body === 'string' ? new URLSearchParams(body).get('channel') : null;
}

function retryAfter(answer: Response): number {
  const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? DEFAULT_PAUSE_SECONDS : Math.max(seconds, 0);
}

/** WebClient takes a 429 without a valid header for an error of no kind: so it always gets one. */
function tooManyCalls(seconds: number): Response {
  return new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
}
