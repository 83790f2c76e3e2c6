import { z } from 'zod';
import { type Account, DOMAIN_ID, type IamUser, type Project, projectsOf } from './account.ts';
import { type Answer, iamError } from './answer.ts';
import type { Incoming } from './incoming.ts';
import type { Lockout } from './lockout.ts';
import type { IamToken, TokenStore } from './tokens.ts';
import { iamTime } from './wire-time.ts';

/**
 * `POST /v3/auth/tokens`, by password only:
 * https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
 * Invented: the 404 for a project that the user does not have.
 */
export function signIn(
  incoming: Incoming,
  {
    account,
    tokens,
    lockout,
    at,
  }: { account: Account; tokens: TokenStore; lockout: Lockout; at: Date },
): Answer {
  const request = parse(incoming.body);
  if (!request) return iamError(400, 'Bad Request', 'The request body is invalid');
  const { name, password, domain } = request.auth.identity.password.user;
  const login = `${domain.name}/${name}`;
  if (lockout.isLocked(login, at)) return iamError(401, 'Unauthorized', 'The account is locked.');
  const user = account.users.find((each) => each.name === name && each.domain === domain.name);
  if (user?.password !== password) {
    lockout.failed(login, at);
    return iamError(401, 'Unauthorized', 'The username or password is wrong.');
  }
  lockout.succeeded(login);
  const wanted = request.auth.scope?.project;
  const project = wanted && projectsOf(account).find((each) => isProject(each, wanted));
  if (wanted && !project) return iamError(404, 'Not Found', 'Could not find the project.');
  const token = tokens.issue(project?.id, at);
  const withCatalog = !incoming.query.some(([key, value]) => key === 'nocatalog' && value !== '');
  return {
    status: 201,
    headers: { 'X-Subject-Token': token.value },
    json: { token: tokenOnTheWire(token, user, project, withCatalog) },
  };
}

const projectScope = z.union([
  z.strictObject({ name: z.string() }),
  z.strictObject({ id: z.string() }),
]);
const tokenRequest = z.strictObject({
  auth: z.strictObject({
    identity: z.strictObject({
      methods: z.tuple([z.literal('password')]),
      password: z.strictObject({
        user: z.strictObject({
          name: z.string().min(1),
          password: z.string().min(1),
          domain: z.strictObject({ name: z.string().min(1) }),
        }),
      }),
    }),
    scope: z
      .strictObject({
        project: projectScope.optional(),
        domain: z.strictObject({ name: z.string() }).optional(),
      })
      .optional(),
  }),
});

function parse(body: string): z.infer<typeof tokenRequest> | undefined {
  try {
    return tokenRequest.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function isProject(project: Project, wanted: z.infer<typeof projectScope>): boolean {
  return 'id' in wanted ? project.id === wanted.id : project.name === wanted.name;
}

function tokenOnTheWire(
  token: IamToken,
  user: IamUser,
  project: Project | undefined,
  withCatalog: boolean,
): Record<string, unknown> {
  const domain = { id: DOMAIN_ID, name: user.domain };
  const catalog = [{ endpoints: [], id: 'dds', name: 'dds', type: 'dds' }];
  return {
    catalog: withCatalog ? catalog : [],
    expires_at: iamTime(token.expiresAt),
    issued_at: iamTime(token.issuedAt),
    methods: ['password'],
    ...(project ? { project: { ...project, domain } } : { domain }),
    roles: [{ id: '0', name: 'dds_adm' }],
    user: {
      id: 'e0000000000000000000000000000001',
      name: user.name,
      password_expires_at: '',
      domain,
    },
  };
}
