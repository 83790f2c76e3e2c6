import { type IncomingMessage, request } from 'node:http';
import { signatureOf } from './signature.ts';
import type { Answer, Outgoing, Transport } from './transport.ts';

/** Posts signed form bodies to the app, as Slack does with a request URL. */
export function createHttpTransport(url: string, signingSecret: string): Transport {
  return {
    via: 'http',
    send: async (outgoing, signal) => {
      const body = outgoing.options.rawBody ?? formBody(outgoing);
      return await post(url, body, headersFor(outgoing, body, signingSecret), signal);
    },
  };
}

function formBody({ kind, payload }: Outgoing): string {
  if (kind === 'interactive') {
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  }
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new URLSearchParams(fields).toString();
}

function headersFor(
  { options, retry }: Outgoing,
  body: string,
  secret: string,
): Record<string, string> {
  // The real clock, whatever the simulator's: the app compares it with its own.
  const seconds = Math.floor(Date.now() / 1_000) + (options.timestampSkewSeconds ?? 0);
  const timestamp = String(seconds);
  const signedWith = options.wrongSignature ? `not ${secret}` : secret;
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(signedWith, timestamp, body),
    ...retryHeaders(retry),
    ...options.headers,
  };
}

function retryHeaders(retry: number): Record<string, string> {
  if (retry === 0) return {};
  return { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' };
}

function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false, signal });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      answerFrom(response).then(resolve, reject);
    });
    outgoing.end(body);
  });
}

async function answerFrom(response: IncomingMessage): Promise<Answer> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode ?? 0, body: bodyFrom(response, text) };
}

function bodyFrom(response: IncomingMessage, text: string): unknown {
  if (text === '') return undefined;
  if (!response.headers['content-type']?.startsWith('application/json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
