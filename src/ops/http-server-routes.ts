import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';

interface Health {
  /** The bot can receive from Slack. */
  receiving(): boolean;
  /** The process is on its way out. */
  draining(): boolean;
  /** What the bot depends on and has to do without at the moment. */
  degraded(): readonly string[];
}

export interface Routes {
  readonly health: Health;
  readonly metrics: Pick<Metrics, 'contentType' | 'render'>;
  /** Takes `POST /slack/events`; without it that path does not exist. */
  readonly slackListener?: RequestListener;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const NOT_FOUND: Answer = { status: 404, type: 'text/plain', body: 'not found\n' };
const BROKEN: Answer = { status: 500, type: 'text/plain', body: 'internal error\n' };

/** Everything this server answers. A fault of ours is a plain 500: its text stays inside. */
export function answerWith(options: Routes): RequestListener {
  return async (req, res) => {
    try {
      if (isForSlack(req) && options.slackListener !== undefined)
        return await options.slackListener(req, res);
      send(res, await answerTo(req, options));
    } catch {
      if (res.headersSent) res.destroy();
      else send(res, BROKEN);
    }
  };
}

function isForSlack(req: IncomingMessage): boolean {
  return req.method === 'POST' && pathOf(req) === '/slack/events';
}

async function answerTo(req: IncomingMessage, { health, metrics }: Routes): Promise<Answer> {
  if (req.method !== 'GET' && req.method !== 'HEAD') return NOT_FOUND;
  switch (pathOf(req)) {
    case '/healthz':
      return { status: 200, type: 'text/plain', body: 'alive\n' };
    case '/readyz':
      return readiness(health);
    case '/metrics':
      return { status: 200, type: metrics.contentType, body: await metrics.render() };
    default:
      return NOT_FOUND;
  }
}

function readiness(health: Health): Answer {
  const ready = health.receiving() && !health.draining();
  const body = JSON.stringify({ ready, degraded: health.degraded() });
  return { status: ready ? 200 : 503, type: 'application/json', body: `${body}\n` };
}

function send(res: ServerResponse, { status, type, body }: Answer): void {
  const length = Buffer.byteLength(body);
  res.writeHead(status, {
    'content-type': type,
    'content-length': length,
    'cache-control': 'no-store',
  });
  // Node leaves the body out of answers to HEAD.
  res.end(body);
}

function pathOf(req: IncomingMessage): string {
  return req.url?.split('?', 1)[0] ?? '';
}
