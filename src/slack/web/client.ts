import type { WebClient, WebClientOptions } from '@slack/web-api';
import { createHealth } from './health.ts';
import { createLimitedFetch } from './limited-fetch.ts';
import type { OutboxLimiter } from './outbox-limiter.ts';
import { createSlackLogger, type SlackLog } from './slack-log.ts';
import { WatchedClient } from './watched-client.ts';

export interface SlackClientOptions {
  /** Web API base; a missing trailing slash is added. */
  readonly apiUrl: string;
  readonly outbox: OutboxLimiter;
  readonly logger: SlackLog;
  /** Longest time one call may take once it is sent. */
  readonly timeoutMs?: number;
  /** Told after each call whether Slack fails, call after call. */
  readonly onHealth?: (isFailing: boolean) => void;
}

/** A client that never retries, never waits out a rate limit, and sends only through the outbox. */
export function createSlackClient({
  token,
  onHealth = () => undefined,
  ...options
}: SlackClientOptions & { readonly token: string }): WebClient {
  return new WatchedClient(token, slackClientOptions(options), createHealth(onHealth));
}

/**
 * Options for a WebClient of ours or of Bolt's. A fresh object at each call, because Bolt and the
 * Socket Mode client write into theirs; and never `headers`, because WebClient writes its token
 * into them, so that two clients sharing them would share the first one's token.
 */
export function slackClientOptions({
  apiUrl,
  outbox,
  logger,
  timeoutMs = 10_000,
}: SlackClientOptions): WebClientOptions {
  const base = apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`;
  return {
    slackApiUrl: base,
    allowAbsoluteUrls: false,
    // `chat.postMessage` is not idempotent, and a retry nobody sees posts twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // The outbox is the queue; this one would let posts that wait hold up everything else.
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
    // Limited by our own fetch, which does not count the time spent waiting to be sent.
    timeout: 0,
    fetch: createLimitedFetch({ apiUrl: base, timeoutMs, outbox }),
    logger: createSlackLogger(logger),
  };
}
