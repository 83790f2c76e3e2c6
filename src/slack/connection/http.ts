import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPReceiver,
  HTTPReceiverDeferredRequestError,
  isRawBodyError,
  isValidSlackRequest,
} from '@slack/bolt';
import { createSlackLogger, type SlackLog } from '../web/slack-log.ts';
import { createInFlight } from './in-flight.ts';
import { createReplayGuard } from './replay-guard.ts';
import type { SlackReceiver } from './slack-receiver.ts';

interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly logger: SlackLog;
  readonly now?: () => Date;
}

interface HttpReception {
  readonly receiver: SlackReceiver;
  /** To be mounted at `POST /slack/events`. */
  readonly listener: RequestListener;
}

/** Docs: `abs(now - ts) > 5 min` is to be refused; Bolt looks only at the past. */
const MOST_AHEAD_MS = 5 * 60_000;
/** Slack's payloads are far smaller, and nothing unsigned may fill the memory. */
const BODY_LIMIT = '1mb';
/** What has come in before a stop needs so long, at most, until its listener runs and has acked. */
const LAST_ACKS_MS = 1_000;

/** Bolt's receiver without its server: what comes in, comes through `listener`. */
export function createHttpReceiver(options: HttpReceiverOptions): HttpReception {
  const { signingSecret, logger, now = () => new Date() } = options;
  const seen = createReplayGuard(now);
  const unanswered = createInFlight();
  let started = false;
  let stopped = false;
  const bolt = new HTTPReceiver({
    signingSecret,
    bodyLimit: BODY_LIMIT,
    logger: createSlackLogger(logger),
    processEventErrorHandler: async ({ response }) => refuseUnacked(response),
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) logger.error('A request from Slack was not acked within 3 s');
      answer(response, 404);
    },
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (timestampMs(request) - now().getTime() > MOST_AHEAD_MS) {
      logger.warn('Refused a request signed for the future');
      return answer(response, 401);
    }
    const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, BODY_LIMIT);
    const signature = validSignature(buffered, signingSecret);
    if (signature !== null && !seen.isNew(signature)) {
      logger.warn('Left out a request that came a second time');
      return answer(response, 200);
    }
    if (signature !== null) {
      response.once('finish', () => {
        if (response.statusCode >= 500) seen.forget(signature);
      });
    }
    bolt.requestListener(request, response);
  }

  return {
    receiver: {
      init: (app) => bolt.init(app),
      async start() {
        started = true;
      },
      async stop() {
        stopped = true;
        await unanswered.settled(LAST_ACKS_MS);
      },
      // Requests come in as long as our own server, which others open and close, is there.
      receiving: () => started && !stopped,
    },
    listener: (request, response) => {
      // Nobody would answer what is acked from here on; so Slack tells the person that it failed.
      if (stopped) return answer(response, 503);
      void unanswered.track(new Promise<void>((resolve) => response.once('close', resolve)));
      receive(request, response).catch((error: unknown) => answer(response, statusOf(error)));
    },
  };
}

function timestampMs({ headers }: IncomingMessage): number {
  return Number(headers['x-slack-request-timestamp']) * 1_000;
}

/**
 * The part of the header that is checked, where it is right; Bolt refuses the request otherwise.
 * Bolt looks at nothing after a second `=`, so the header as a whole could be varied at will.
 */
function validSignature(
  { headers, rawBody }: BufferedIncomingMessage,
  signingSecret: string,
): string | null {
  const signature = headers['x-slack-signature'];
  const timestamp = Number(headers['x-slack-request-timestamp']);
  if (typeof signature !== 'string') return null;
  const isValid = isValidSlackRequest({
    signingSecret,
    body: rawBody.toString(),
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
  });
  return isValid ? (signature.split('=')[1] ?? null) : null;
}

/** Answers at once where a listener failed before its ack, instead of 3 s later; true stops Bolt's timer. */
function refuseUnacked(response: ServerResponse): boolean {
  const unacked = !response.headersSent;
  answer(response, 500);
  return unacked;
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status);
  response.end();
}

function statusOf(error: unknown): number {
  if (isRawBodyError(error)) return error.statusCode ?? 400;
  return error instanceof HTTPReceiverDeferredRequestError ? 404 : 500;
}
