import { afterEach, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { ddsEndpoint, iamEndpoint } from '../../src/dds/endpoints.ts';
import { examine } from '../../src/doctor/examine.ts';
import { LIMITS } from '../../src/doctor/limits.ts';
import { createSystemClock } from '../../src/ops/system-clock.ts';
import {
  echoing401,
  gateway504,
  htmlPage,
  noAgency,
  throttled,
} from '../../src/sandbox/dds/answer-faults.ts';
import type { Fault } from '../../src/sandbox/dds/fault.ts';
import { openDdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { openWorld, type SandboxWorld, type WorldOptions } from '../../src/sandbox/world.ts';
import { type Examined, examining } from './examining.ts';

const TARGET = 'target.ap-southeast-1';
const IAM_USER = {
  ...{ HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '', HW_USER_NAME: 'sandbox-bot' },
  ...{ HW_USER_PASSWORD: 'sandbox-password', HW_DOMAIN_NAME: 'sandbox-domain' },
};

let world: SandboxWorld;
async function opened(options: WorldOptions = {}): Promise<SandboxWorld> {
  world = await openWorld(options);
  return world;
}
/** What is found with these variables changed; `amiss` is about the target only. */
async function found(changes: Readonly<Record<string, string>> = {}): Promise<Examined> {
  const surroundings = { metadataEndpoint: world.dds.metadataUrl };
  const examined = await examining({ ...world.env, ...changes }, surroundings);
  const amiss = examined.amiss.map((each) => each.replace(`${TARGET}.`, ''));
  return { ...examined, amiss: amiss.filter((each) => each !== 'skipped cancel') };
}
afterEach(async () => {
  expect(world.dds.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
  await world.close();
});

const listCalls = () => world.dds.calls.filter(({ kind }) => kind === 'list').length;

test.each([
  ['an unknown access key', { HUAWEICLOUD_SDK_AK: 'NOBODYSKEY' }],
  ['a wrong secret key', { HUAWEICLOUD_SDK_SK: 'wrong-secret' }],
])('%s: one call is made with it, and no more, for a few would lock it', async (_, keys) => {
  await opened();
  const { amiss, line, code } = await found(keys);
  expect(code).toBe(1);
  expect(amiss).toEqual(['fail sign-in', 'skipped list', 'skipped instances']);
  expect(line(`${TARGET}.sign-in`)).toMatch(
    /refused \(APIGW\.0301, HTTP 401, request id \w+\)\. → Compare HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK/,
  );
  expect(world.dds.calls).toHaveLength(1);
});

test('a wrong password is tried once', async () => {
  await opened();
  const { amiss, line } = await found({ ...IAM_USER, HW_USER_PASSWORD: 'wrong' });
  expect(amiss).toEqual(['fail sign-in', 'skipped list', 'skipped instances']);
  expect(line(`${TARGET}.sign-in`)).toContain('→ Check HW_USER_NAME and HW_USER_PASSWORD');
  expect(world.dds.calls).toHaveLength(1);
});

test('an ECS without an agency', async () => {
  await opened();
  const { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK } = IAM_USER;
  world.dds.fail({ kind: 'security key' }, noAgency());
  const ecs = { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, DDS_CREDENTIALS: 'ecs' };
  const { line } = await found(ecs);
  expect(line(`${TARGET}.sign-in`)).toMatch(/this ECS has no agency\. → Give this ECS an agency/);
});

test('the smallest call limit is enough, and holds nothing up', async () => {
  await opened();
  const { amiss } = await found({ DDS_CALLS_PER_MINUTE: '2' });
  expect(amiss).toEqual([]);
});

test('no permission to list is not a refused sign-in', async () => {
  await opened();
  world.dds.revokePermission('list');
  const { amiss, line } = await found();
  expect(amiss).toEqual(['fail list']);
  expect(line(`${TARGET}.list`)).toMatch(/not permitted \(DBS\.280063.*→ Add dds:task:listAll/);
});

test('no permission to read instances is a warning, and the exit code 0', async () => {
  await opened();
  world.dds.revokePermission('instances');
  const { amiss, line, code } = await found();
  expect({ code, amiss }).toEqual({ code: 0, amiss: ['warn instances'] });
  expect(line(`${TARGET}.instances`)).toContain('→ Add dds:instance:list to its policy.');
});

test('with no task to learn an instance from, the permission is told all the same', async () => {
  await opened();
  for (const { jobId } of world.dds.tasks()) world.dds.removeTask(jobId);
  expect((await found()).amiss).toEqual([]);
  world.dds.revokePermission('instances');
  expect((await found()).amiss).toEqual(['warn instances']);
});

test('another project than the one that the key is of', async () => {
  await opened();
  const { line } = await found({ DDS_PROJECT_ID: 'f'.repeat(32) });
  expect(line(`${TARGET}.list`)).toMatch(/DBS\.200604.*→ Check DDS_PROJECT_ID/);
  expect(line(`${TARGET}.sign-in`)).toContain('DDS accepts');
});

test('a DDS that cannot be reached', async () => {
  await opened();
  const { amiss, line } = await found({ DDS_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
  expect(amiss).toEqual([
    'fail address-dds',
    'skipped clock',
    'skipped sign-in',
    'fail list',
    'skipped instances',
  ]);
  expect(line(`${TARGET}.address-dds`)).toMatch(
    /does not take a connection \(ECONNREFUSED\)\. → .*correct DDS_REGION or DDS_ENDPOINT/,
  );
});

test.each<[string, Fault, RegExp]>([
  ['a throttled call', throttled(), /throttled \(APIGW\.0308, HTTP 429.*Wait a minute/],
  ['a fault of the gateway', gateway504(), /a fault of DDS \(APIGW\.0201, HTTP 504/],
  ['a page of a proxy', htmlPage(200), /an answer that is none of DDS.*stands between/],
])('%s says nothing of the credentials', async (_, fault, words) => {
  await opened();
  world.dds.fail({ kind: 'list' }, fault);
  const { amiss, line } = await found();
  expect(amiss).toEqual(['skipped sign-in', 'fail list', 'skipped instances']);
  expect(line(`${TARGET}.list`)).toMatch(words);
});

test('a gateway that repeats the signed request is not quoted', async () => {
  await opened();
  world.dds.fail({ kind: 'list' }, echoing401());
  const { output } = await found();
  expect(output).not.toMatch(/canonicalRequest|SignedHeaders/);
  expect(listCalls()).toBe(1);
});

test.each([
  [3, 'warn', "this machine's is 3 min behind that of DDS at ap-southeast-1."],
  [-10, 'warn', "this machine's is 10 min ahead of that of DDS at ap-southeast-1."],
  [16, 'fail', 'beyond 15 minutes DDS refuses every signed call.'],
])('the clock of DDS is %i minutes ahead: %s', async (minutes, result, words) => {
  await opened({ dds: { now: () => new Date(Date.now() + minutes * 60_000) } });
  const { amiss, line } = await found();
  expect(amiss).toContain(`${result} clock`);
  expect(line(`${TARGET}.clock`)).toContain(words);
});

test('the clock of IAM, another machine, is not taken for that of DDS', async () => {
  await opened();
  const iam = await openDdsSimulator({ now: () => new Date(Date.now() + 30 * 60_000) });
  const { amiss } = await found({ ...IAM_USER, IAM_ENDPOINT: iam.iamUrl, HW_USER_PASSWORD: 'no' });
  await iam.close();
  expect(amiss).toContain('skipped clock');
});

test('a token does not mind the clock, which only warns', async () => {
  await opened({ dds: { now: () => new Date(Date.now() + 16 * 60_000) } });
  expect((await found(IAM_USER)).amiss).toEqual(['warn clock']);
});

test('of several targets each is looked at by itself, under its name', async () => {
  const { env, dds } = await opened();
  const reading = readConfig(env, { ddsEndpoint, iamEndpoint });
  if (!reading.ok) throw new Error('the configuration is whole');
  const [first] = reading.config.targets;
  if (first === undefined) throw new Error('there is a target');
  const second = { ...first, name: 'second', endpoint: `http://127.0.0.1:${await freePort()}` };
  const config = { ...reading.config, targets: [first, second] };
  const { ok, checks } = await examine({ ok: true, config }, env, {
    ...{ clock: createSystemClock(), limits: LIMITS },
  });
  expect(ok).toBe(false);
  const failed = checks.filter(({ result }) => result === 'fail').map(({ id }) => id);
  expect(failed).toEqual(['target.second.address-dds', 'target.second.list']);
  expect(checks.find(({ id }) => id === `${TARGET}.list`)).toMatchObject({ result: 'ok' });
  expect(dds.violations).toEqual([]);
});
