import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Cloud } from './cloud.ts';
import type { Reply } from './fault.ts';
import { refuseSignIn } from './gate.ts';
import { decodeQuery, headOf, type Incoming, readIncoming } from './incoming.ts';
import type { OpenCall } from './recorder.ts';
import { respond } from './respond.ts';
import { isDdsKind, type Route, routeOf } from './routes.ts';
import { send } from './send.ts';
import { violationsOf } from './strictness.ts';

/** Takes one call from its arrival to its end. */
export function serveCall(cloud: Cloud, request: IncomingMessage, response: ServerResponse): void {
  const head = headOf(request);
  const route = routeOf(head.method, head.path);
  const open = cloud.recorder.arrived({
    at: cloud.now(),
    method: head.method,
    path: head.path,
    query: Object.fromEntries(decodeQuery(head.rawQuery)),
    kind: route.kind,
    ...(route.jobId === undefined ? {} : { jobId: route.jobId }),
    requestId: randomBytes(16).toString('hex'),
    userAgent: request.headers['user-agent'] ?? '',
  });
  for (const credential of credentialsIn(request)) cloud.recorder.signedWith(credential);
  response.once('close', () => {
    if (open.call.status === 'under way') open.note({ status: 'abandoned' });
    open.finished();
  });
  readIncoming(request)
    .then((incoming) => replyTo(cloud, incoming, route, open))
    .then((reply) => end(cloud, reply, response, open))
    .catch((error: unknown) => {
      // A call that was cut while it was being sent is the client's business; anything else is a bug here.
      if (request.complete) cloud.recorder.violated([`the simulator itself failed: ${error}`]);
      response.destroy();
    });
}

function credentialsIn({ headers }: IncomingMessage): readonly string[] {
  const signature = /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1];
  const tokens = [headers['x-auth-token'], headers['x-security-token']];
  return [signature, ...tokens].filter((one) => typeof one === 'string');
}

async function replyTo(
  cloud: Cloud,
  incoming: Incoming,
  route: Route,
  open: OpenCall,
): Promise<Reply> {
  const { requestId, at } = open.call;
  cloud.recorder.violated(violationsOf(incoming, route, at));
  const refusal = refuse(cloud, incoming, route, open);
  const handle = () => refusal ?? respond(cloud, incoming, route, requestId);
  const fault = cloud.faults.take(route);
  if (!fault) return handle();
  const startTask = () => {
    const task = cloud.world.findTask(route.jobId ?? '');
    if (task) cloud.world.setStatus(task.jobId, 'Running');
  };
  return fault({ ...cloud.timers, incoming, handle, startTask });
}

/** What the gateway checks when a call arrives, however late it is handled. */
function refuse(
  cloud: Cloud,
  incoming: Incoming,
  route: Route,
  open: OpenCall,
): Answer | undefined {
  const { account, keys, tokens, keyLockout: lockout } = cloud;
  const { at } = open.call;
  const refusal = refuseSignIn(incoming, route, { account, keys, tokens, lockout, at });
  if (!isDdsKind(route.kind)) {
    open.note({ authorised: route.kind === 'projects' && !refusal });
    return refusal;
  }
  open.note({ authorised: !refusal });
  return refusal ?? cloud.throttle.refuse(at) ?? cloud.permissions.refuse(route.kind);
}

function end(cloud: Cloud, reply: Reply, response: ServerResponse, open: OpenCall): void {
  if (open.call.status !== 'under way') return;
  if (reply === 'hung' || reply === 'reset') {
    open.note({ status: reply });
    if (reply === 'reset') response.socket?.resetAndDestroy();
    return;
  }
  const { requestId, kind } = open.call;
  const { schedules } = reply.json ?? {};
  open.note({ status: reply.status, ...(Array.isArray(schedules) && { listed: schedules }) });
  open.finished();
  const isIam = kind === 'token' || kind === 'projects';
  send(response, reply, { requestId, isIam, at: cloud.now() });
}
