import { expect, test } from '@jest/globals';
import { MINUTE, openedPerTest, standingClock } from './opened.ts';
import { call, codeOf, list, signedHeaders } from './signed-call.ts';

const open = openedPerTest();

async function messageOf(response: Response): Promise<string> {
  return ((await response.json()) as { error_msg: string }).error_msg;
}

test('a good signature is let in, and one with a wrong secret is not', async () => {
  const dds = await open();
  expect((await list(dds)).status).toBe(200);
  expect(await codeOf(await list(dds, {}, { secretKey: 'wrong' }))).toBe('401 APIGW.0301');
  expect(dds.calls.map((each) => each.authorised)).toEqual([true, false]);
});

test('a bad signature is answered with the whole canonical request in one line', async () => {
  const dds = await open({ securityToken: 'sandbox-security-token' });
  const message = await messageOf(await list(dds, { limit: '1' }, { secretKey: 'wrong' }));
  expect(message).toContain(`canonicalRequest:GET|/v3/${dds.projectId}/scheduled-jobs/|limit=1|`);
  expect(message).toContain('x-security-token:sandbox-security-token|');
});

test('a changed query breaks the signature', async () => {
  const dds = await open();
  const { url, projectId } = dds;
  const headers = signedHeaders(dds, 'GET', `/v3/${projectId}/scheduled-jobs?limit=1`);
  const response = await fetch(`${url}/v3/${projectId}/scheduled-jobs?limit=2`, { headers });
  expect(await codeOf(response)).toBe('401 APIGW.0301');
});

test.each([
  [14, 200],
  [-14, 200],
  [16, 401],
  [-16, 401],
])('a clock %d minutes off is answered with %d', async (minutes, status) => {
  const dds = await open();
  const at = new Date(Date.now() + minutes * MINUTE);
  expect((await list(dds, {}, { at })).status).toBe(status);
});

test('an unknown access key is named, and nobody is locked for it', async () => {
  const dds = await open();
  expect(await messageOf(await list(dds, {}, { accessKey: 'STRANGER' }))).toContain(
    ': ak STRANGER not exist',
  );
});

test('temporary keys are refused without their security token', async () => {
  const dds = await open({ securityToken: 'sandbox-security-token' });
  expect((await list(dds)).status).toBe(200);
  expect((await list(dds, {}, { securityToken: undefined })).status).toBe(401);
  expect((await list(dds, {}, { securityToken: 'another' })).status).toBe(401);
});

test.each([undefined, 'f'.repeat(32)])(
  'X-Project-Id %s is not the project of the path',
  async (projectHeader) => {
    const dds = await open();
    expect(await codeOf(await list(dds, {}, { projectHeader }))).toBe('403 APIGW.0310');
  },
);

test('the sixth bad signature in a row locks the key for five minutes, good signatures included', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const bad = () => list(dds, {}, { secretKey: 'wrong', at: now() });
  const good = () => list(dds, {}, { at: now() });

  for (let round = 0; round < 2; round += 1) {
    for (let count = 0; count < 5; count += 1) await bad();
    expect((await good()).status).toBe(200);
  }
  for (let count = 0; count < 6; count += 1) await bad();
  expect(await messageOf(await good())).toContain('AK access failed to reach the limit,forbidden.');
  advance(5 * MINUTE - 1);
  expect((await good()).status).toBe(401);
  advance(1);
  expect((await good()).status).toBe(200);
});

test('another project is refused, and a malformed one differently', async () => {
  const dds = await open();
  const elsewhere = (projectId: string) =>
    list({ ...dds, projectId }).then((response) => codeOf(response));
  expect(await elsewhere('f'.repeat(32))).toBe('403 DBS.200604');
  expect(await elsewhere('nonsense')).toBe('400 DBS.280408');
});

test('a revoked permission is refused by its name until it is granted again', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.revokePermission('cancel');
  const refused = await call(dds, 'DELETE', `/scheduled-jobs/${jobId}`);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({
    error_code: 'DBS.280063',
    error_msg: expect.stringContaining('dds:instance:cancelScheduledJob'),
  });
  expect(dds.task(jobId).status).toBe('Pending');
  dds.grantPermission('cancel');
  expect((await call(dds, 'DELETE', `/scheduled-jobs/${jobId}`)).status).toBe(204);
});

test('temporary keys of the metadata service sign calls until they expire', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const tokenUrl = `${dds.metadataUrl}/meta-data/latest/api/token`;
  expect((await fetch(tokenUrl, { method: 'PUT' })).status).toBe(400);
  const token = await fetch(tokenUrl, {
    method: 'PUT',
    headers: { 'X-Metadata-Token-Ttl-Seconds': '21600' },
  }).then((response) => response.text());

  const keysUrl = `${dds.metadataUrl}/openstack/latest/securitykey`;
  const keys = (withToken: string) =>
    fetch(keysUrl, { headers: { 'X-Metadata-Token': withToken } });
  expect((await keys('stale')).status).toBe(401);
  const { credential } = (await (await keys(token)).json()) as {
    credential: { access: string; secret: string; securitytoken: string; expires_at: string };
  };
  expect(credential.expires_at).toBe('2026-01-31T16:00:00.000000Z');

  const signing = () => ({
    accessKey: credential.access,
    secretKey: credential.secret,
    securityToken: credential.securitytoken,
    at: now(),
  });
  expect((await list(dds, {}, signing())).status).toBe(200);
  advance(6 * 60 * MINUTE);
  expect((await list(dds, {}, signing())).status).toBe(401);
});
