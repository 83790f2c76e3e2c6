import type { IncomingMessage } from 'node:http';
import type { Faults } from '../faults.ts';
import type { ApiCall } from '../recorder.ts';
import {
  type Ending,
  jsonReply,
  type Reply,
  rateLimitedReply,
  readBody,
  underFault,
} from '../reply.ts';
import { RateLimitedError, SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import { sentIn } from './form.ts';
import { ArgumentError, type Method, type Methods } from './method.ts';

export interface ApiParts {
  readonly workspace: Workspace;
  readonly methods: Methods;
  readonly faults: Faults;
  readonly wait: (ms: number) => Promise<void>;
  readonly isOut: () => boolean;
}

/** Answers one call of the Web API, and writes it down. */
export async function answerApiCall(
  request: IncomingMessage,
  name: string,
  parts: ApiParts,
): Promise<Ending> {
  const { workspace, faults, wait } = parts;
  const { problems } = workspace.recorder;
  const { form, args } = sentIn(request, await readBody(request), name, problems);
  const tokenKind = tokenKindOf(request, workspace);
  const call = workspace.recorder.call({ method: name, args, tokenKind });
  const fault = parts.isOut() ? { status: 503 } : faults.strike(name, form['channel']);
  const work = (): Reply => {
    const reply = execute(name, form, call, parts);
    call.done = call.ok === true;
    workspace.recorder.changed({ what: 'call' });
    return reply;
  };
  const ending = await underFault(fault, work, wait);
  noteEnding(call, ending);
  workspace.recorder.changed({ what: 'call' });
  return ending;
}

function tokenKindOf(request: IncomingMessage, { identity }: Workspace): ApiCall['tokenKind'] {
  const { authorization } = request.headers;
  if (authorization === undefined) return 'none';
  if (authorization === `Bearer ${identity.botToken}`) return 'bot';
  return authorization === `Bearer ${identity.appToken}` ? 'app' : 'unknown';
}

function execute(
  name: string,
  form: Readonly<Record<string, string>>,
  call: ApiCall,
  { workspace, methods }: ApiParts,
): Reply {
  const { scopes } = workspace.identity;
  const headers = { 'x-oauth-scopes': [...scopes].join(',') };
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  try {
    const known = permitted(name, method, call, workspace);
    const reply = jsonReply({ ok: true, ...known.run(form, workspace) });
    call.ok = true;
    return { ...reply, headers: { ...reply.headers, ...headers } };
  } catch (error) {
    call.ok = false;
    if (error instanceof RateLimitedError) return rateLimitedReply(error.retryAfterSeconds);
    if (!(error instanceof SlackError)) throw error;
    if (error instanceof ArgumentError) {
      workspace.recorder.problems.push(`${name}: ${error.code} ${JSON.stringify(error.extra)}`);
    }
    const reply = jsonReply({ ok: false, error: error.code, ...error.extra });
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
}

/** The method if it exists and the token may call it. */
function permitted(
  name: string,
  method: Method | undefined,
  { tokenKind }: ApiCall,
  { identity, recorder }: Workspace,
): Method {
  const refuse = (error: string, extra: Readonly<Record<string, unknown>> = {}): never => {
    recorder.problems.push(`${name}: ${error}`);
    throw new SlackError(error, extra);
  };
  if (method === undefined) return refuse('unknown_method');
  if (tokenKind === 'none') return refuse('not_authed');
  if (tokenKind === 'unknown') throw new SlackError('invalid_auth');
  if (tokenKind !== method.token) return refuse('not_allowed_token_type');
  const { anyScope } = method;
  if (anyScope.length > 0 && !anyScope.some((scope) => identity.scopes.has(scope))) {
    const provided = [...identity.scopes].join(',');
    return refuse('missing_scope', { needed: anyScope.join(','), provided });
  }
  return method;
}

function noteEnding(call: ApiCall, ending: Ending): void {
  if (ending === 'reset' || ending === 'hang') {
    call.error = ending === 'reset' ? 'connection reset' : 'no answer';
    delete call.ok;
    return;
  }
  call.status = ending.status;
  const error = /^\{"ok":false,"error":"([^"]+)"/.exec(ending.body)?.[1];
  if (error !== undefined) Object.assign(call, { ok: false, error });
}
