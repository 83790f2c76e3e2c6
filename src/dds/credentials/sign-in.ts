import { z } from 'zod';
import type { Answer, Transport } from '../call.ts';
import { type Faulted, faultOfAnswer, faultOfBreak, ownFault } from '../fault.ts';

/** Name and password of an IAM user, and where to sign in. */
export interface SignIn {
  readonly iamEndpoint: string;
  readonly userName: string;
  readonly password: string;
  readonly domainName: string;
  /** The project the token is for; its id goes before its name. */
  readonly projectId: string | null;
  readonly projectName: string;
  readonly timeoutMs: number;
}

/** An IAM token for one project. */
export interface Token {
  readonly value: string;
  readonly projectId: string;
  readonly expiresAt: Date;
}

const tokenAnswer = z.object({
  token: z.object({ expires_at: z.string(), project: z.object({ id: z.string() }) }),
});

/**
 * Signs in once, for a token of one project: DDS takes no other.
 * See https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 */
export async function signIn(send: Transport['send'], asked: SignIn): Promise<Token | Faulted> {
  const end = await send({
    method: 'POST',
    url: new URL(`${asked.iamEndpoint.replace(/\/+$/, '')}/v3/auth/tokens?nocatalog=true`),
    headers: { 'Content-Type': 'application/json;charset=utf8', 'User-Agent': 'dds-cancel' },
    body: JSON.stringify(signInBody(asked)),
    timeoutMs: asked.timeoutMs,
  });
  if (end.end === 'broken') return atIam(faultOfBreak(end));
  if (end.status !== 201) {
    return atIam(faultOfAnswer(end, [asked.password, asked.userName, asked.domainName]));
  }
  const token = tokenFrom(asked, end);
  return token ?? ownFault('unreadable', 'Sign-in at IAM: the answer held no token for a project.');
}

function signInBody({ userName, password, domainName, projectId, projectName }: SignIn): unknown {
  const user = { name: userName, password, domain: { name: domainName } };
  const project = projectId === null ? { name: projectName } : { id: projectId };
  return {
    auth: { identity: { methods: ['password'], password: { user } }, scope: { project } },
  };
}

function tokenFrom(asked: SignIn, { header, body }: Answer): Token | null {
  const value = header('x-subject-token');
  const { data } = tokenAnswer.safeParse(jsonOf(body ?? ''));
  const expiresAt = new Date(data?.token.expires_at ?? '');
  if (!value || data === undefined || Number.isNaN(expiresAt.getTime())) return null;
  return { value, projectId: asked.projectId ?? data.token.project.id, expiresAt };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function atIam({ fault, retryAfterMs }: Faulted): Faulted {
  return { fault: { ...fault, message: `Sign-in at IAM: ${fault.message}` }, retryAfterMs };
}
