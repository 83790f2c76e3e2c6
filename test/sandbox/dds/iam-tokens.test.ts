import { expect, test } from '@jest/globals';
import type { DdsSimulator } from '../../../src/sandbox/dds/simulator.ts';
import { DAY, MINUTE, openedPerTest, standingClock } from './opened.ts';
import { codeOf } from './signed-call.ts';

const open = openedPerTest();
const USER = {
  name: 'sandbox-bot',
  password: 'sandbox-password',
  domain: { name: 'sandbox-domain' },
};

function signIn(
  dds: DdsSimulator,
  scope: unknown,
  user: unknown = USER,
  query = '?nocatalog=true',
) {
  const identity = { methods: ['password'], password: { user } };
  return fetch(`${dds.iamUrl}/v3/auth/tokens${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json;charset=utf8' },
    body: JSON.stringify({ auth: { identity, ...(scope === undefined ? {} : { scope }) } }),
  });
}

async function tokenFor(dds: DdsSimulator, scope: unknown): Promise<string> {
  return (await signIn(dds, scope)).headers.get('x-subject-token') ?? '';
}

function listWith(dds: DdsSimulator, token: string) {
  const headers = { 'X-Auth-Token': token };
  return fetch(`${dds.url}/v3/${dds.projectId}/scheduled-jobs`, { headers });
}

test('a password buys a token for the project, told in the header and described in the body', async () => {
  const dds = await open(standingClock());
  const response = await signIn(dds, { project: { name: dds.region } });
  expect(response.status).toBe(201);
  const { token } = (await response.json()) as { token: Record<string, unknown> };
  expect(token).toMatchObject({
    catalog: [],
    methods: ['password'],
    issued_at: '2026-01-31T10:00:00.000000Z',
    expires_at: '2026-02-01T10:00:00.000000Z',
    project: { id: dds.projectId, name: dds.region },
  });
  const subject = response.headers.get('x-subject-token') ?? '';
  expect(subject).toMatch(/^MII/);
  expect((await listWith(dds, subject)).status).toBe(200);
});

test('the project may be named by its id', async () => {
  const dds = await open();
  const token = await tokenFor(dds, { project: { id: dds.projectId } });
  expect((await listWith(dds, token)).status).toBe(200);
});

test('a token ends after a day, and at once when all are expired', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const scope = { project: { name: dds.region } };
  const first = await tokenFor(dds, scope);
  advance(DAY - 1);
  expect((await listWith(dds, first)).status).toBe(200);
  advance(1);
  expect(await codeOf(await listWith(dds, first))).toBe('401 APIGW.0307');

  const second = await tokenFor(dds, scope);
  dds.expireTokens();
  expect(await codeOf(await listWith(dds, second))).toBe('401 APIGW.0307');
  expect((await listWith(dds, await tokenFor(dds, scope))).status).toBe(200);
});

test('a token of another region or of no project must be updated, and a made-up one is not decrypted', async () => {
  const elsewhere = { id: 'e'.repeat(32), name: 'eu-west-101' };
  const dds = await open({ otherProjects: [elsewhere] });
  const foreign = await tokenFor(dds, { project: { name: elsewhere.name } });
  expect(await codeOf(await listWith(dds, foreign))).toBe('401 APIGW.0307');
  const global = await tokenFor(dds, undefined);
  expect(await codeOf(await listWith(dds, global))).toBe('401 APIGW.0307');
  expect(await codeOf(await listWith(dds, 'MIImadeup'))).toBe('401 APIGW.0301');
});

test('a call without any sign-in is refused', async () => {
  const dds = await open();
  const response = await fetch(`${dds.url}/v3/${dds.projectId}/scheduled-jobs`);
  expect(await codeOf(response)).toBe('401 APIGW.0301');
});

test.each([
  ['an unknown field', { project: { name: 'ap-southeast-1' } }, { ...USER, extra: 1 }],
  ['both a name and an id', { project: { name: 'ap-southeast-1', id: '0' } }, USER],
  ['no domain', { project: { name: 'ap-southeast-1' } }, { name: 'a', password: 'b' }],
])('a sign-in with %s is an invalid body', async (_, scope, user) => {
  const response = await signIn(await open(), scope, user);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: { code: 400, message: 'The request body is invalid', title: 'Bad Request' },
  });
});

test('after six wrong passwords the account is locked for a quarter of an hour', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const scope = { project: { name: dds.region } };
  const wrong = () => signIn(dds, scope, { ...USER, password: 'wrong' });
  for (let count = 0; count < 6; count += 1) {
    expect(await wrong().then((response) => response.text())).toContain('password is wrong');
  }
  expect(await signIn(dds, scope).then((response) => response.text())).toContain('is locked');
  advance(15 * MINUTE);
  expect((await signIn(dds, scope)).status).toBe(201);
});

test('the projects can be looked up by name, and an unknown name finds none', async () => {
  const dds = await open();
  const headers = { 'X-Auth-Token': await tokenFor(dds, { project: { name: dds.region } }) };
  const named = async (name: string) => {
    const response = await fetch(`${dds.iamUrl}/v3/projects?name=${name}`, { headers });
    return ((await response.json()) as { projects: { id: string }[] }).projects.map(({ id }) => id);
  };
  expect(await named(dds.region)).toEqual([dds.projectId]);
  expect(await named('nowhere')).toEqual([]);
  expect((await fetch(`${dds.iamUrl}/v3/projects`)).status).toBe(401);
  expect(dds.violations).toEqual([]);
});
