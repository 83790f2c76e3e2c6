import type { IncomingMessage } from 'node:http';
import { type AnswerMessage, answerMessage, type Place, showAnswer } from './answer-message.ts';
import type { Faults } from './faults.ts';
import type { ApiCall } from './recorder.ts';
import { type Ending, jsonReply, type Reply, readBody, underFault } from './reply.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

/** A response_url takes five posts within half an hour. */
const MAX_POSTS = 5;
const LIFE_MS = 30 * 60_000;

export interface ResponseUrls {
  /** A fresh address under which the app may answer what somebody did. */
  issue(kind: 'commands' | 'actions', place: Place): string;
  answer(request: IncomingMessage, path: string): Promise<Ending>;
}

export interface ResponseUrlParts {
  readonly workspace: Workspace;
  readonly origin: () => string;
  readonly faults: Faults;
  readonly wait: (ms: number) => Promise<void>;
  readonly isOut: () => boolean;
}

interface Issued {
  readonly place: Place;
  readonly at: number;
  left: number;
}

export function createResponseUrls(parts: ResponseUrlParts): ResponseUrls {
  const { workspace, faults, wait } = parts;
  const { recorder, identity, ids, elapsedMs } = workspace;
  const issued = new Map<string, Issued>();
  return {
    issue: (kind, place) => {
      const path = `/${kind}/${identity.teamId}/${ids.next('')}/${ids.next('r')}`;
      issued.set(path, { place, at: elapsedMs(), left: MAX_POSTS });
      return `${parts.origin()}${path}`;
    },
    answer: async (request, path) => {
      const parsed = parseAnswer(await readBody(request), recorder.problems);
      const entry = issued.get(path);
      const args = { ...parsed, channel: entry?.place.channel };
      const responseUrl = `${parts.origin()}${path}`;
      const call = recorder.call({ method: 'response_url', args, tokenKind: 'none', responseUrl });
      const fault = parts.isOut()
        ? { status: 503 }
        : faults.strike('response_url', entry?.place.channel);
      const work = (): Reply => {
        const reply = accept(workspace, entry, parsed);
        Object.assign(call, { ok: reply.status === 200, done: reply.status === 200 });
        return reply;
      };
      const ending = await underFault(fault, work, wait);
      noteStatus(call, ending);
      recorder.changed({ what: 'call' });
      return ending;
    },
  };
}

function parseAnswer(body: string, problems: string[]): AnswerMessage | undefined {
  try {
    const parsed = answerMessage.safeParse(JSON.parse(body));
    if (parsed.success) return parsed.data;
    problems.push(`response_url: ${parsed.error.message}`);
  } catch {
    problems.push('response_url: the body is not JSON');
  }
  return undefined;
}

function accept(
  workspace: Workspace,
  entry: Issued | undefined,
  answer: AnswerMessage | undefined,
): Reply {
  if (entry === undefined) return jsonReply({ ok: false, error: 'invalid_url' }, 404);
  if (workspace.elapsedMs() - entry.at > LIFE_MS) {
    return jsonReply({ ok: false, error: 'expired_url' }, 404);
  }
  if (entry.left === 0) return jsonReply({ ok: false, error: 'used_url' }, 404);
  entry.left -= 1;
  if (answer === undefined) return jsonReply({ ok: false, error: 'invalid_payload' }, 400);
  try {
    showAnswer(workspace, entry.place, answer, 'response_url');
    return jsonReply({ ok: true });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return jsonReply({ ok: false, error: error.code }, 400);
  }
}

function noteStatus(call: ApiCall, ending: Ending): void {
  if (typeof ending === 'string') call.error = ending;
  else call.status = ending.status;
}
