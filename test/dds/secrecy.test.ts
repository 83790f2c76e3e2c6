import { expect, test } from '@jest/globals';
import { echoing401 } from '../../src/sandbox/dds/answer-faults.ts';
import type { Fault } from '../../src/sandbox/dds/fault.ts';
import { listed, openAtSimulator, SIGN_IN, yes } from './at-simulator.ts';
import { fastClock } from './clocks.ts';

const securityToken = 'sandbox-security-token';
const keys = {
  kind: 'aksk',
  accessKey: 'SANDBOXACCESSKEY',
  secretKey: 'sandbox-secret-key',
  securityToken,
} as const;

/** Repeats every header under a code that is not one of authentication. */
const echoingRefusal: Fault = ({ incoming }) => ({
  status: 400,
  json: { error_code: 'DBS.200001', error_msg: Object.values(incoming.headers).join(' ') },
});
/** The same as text. */
const echoingPage: Fault = ({ incoming }) => ({
  status: 502,
  text: Object.values(incoming.headers).join(' '),
});

const cases = [
  { of: 'keys', credentials: keys, who: 'the gateway', fault: echoing401() },
  { of: 'keys', credentials: keys, who: 'DDS', fault: echoingRefusal },
  { of: 'keys', credentials: keys, who: 'a proxy', fault: echoingPage },
  { of: 'a token', credentials: SIGN_IN, who: 'the gateway', fault: echoing401() },
  { of: 'a token', credentials: SIGN_IN, who: 'DDS', fault: echoingRefusal },
  { of: 'a token', credentials: SIGN_IN, who: 'a proxy', fault: echoingPage },
];

test.each(cases)('nothing of $of is told when $who repeats the call', async (given) => {
  const { credentials, fault } = given;
  const { cloud, target, lines } = await openAtSimulator({
    clock: fastClock(100),
    simulator: credentials.kind === 'aksk' ? { securityToken } : {},
    target: { credentials },
  });
  const headers: string[] = [];
  const task = await listed(target, cloud.addTask().jobId);
  const noting: Fault = (call) => {
    const { incoming } = call;
    headers.push(incoming.headers['x-auth-token'] ?? '', incoming.headers['authorization'] ?? '');
    return fault(call);
  };
  cloud.fail({ kind: 'cancel' }, noting);
  cloud.fail({ kind: 'instances' }, noting);
  const told = [await target.rereadThenCancel(task, 'R1', yes)];
  await target.instance(task.instanceId, 60_000);
  cloud.fail({ kind: 'list', times: 9 }, noting);
  const more = [await target.find('0'.repeat(32)), await target.list('Pending')];
  more.push(await target.reread(task));

  expect(headers.length).toBeGreaterThan(0);
  const text = JSON.stringify([told, more, lines]);
  const signatures = headers.map((header) => /Signature=(\w+)/.exec(header)?.[1]);
  const tokens = headers.filter((header) => !header.startsWith('SDK-HMAC'));
  const secrets = [...signatures, ...tokens, 'SANDBOXACCESSKEY', 'sandbox-secret-key'];
  for (const secret of [...secrets, securityToken, 'sandbox-password', 'canonicalRequest']) {
    if (secret) expect(text).not.toContain(secret);
  }
});

test.each([
  { of: 'keys', credentials: keys, told: '[withheld] [withheld] [withheld]' },
  { of: 'a token', credentials: SIGN_IN, told: '[withheld]' },
])('a message of DDS that names nothing but $of is told without', async (given) => {
  const { credentials, told } = given;
  const isKeys = credentials.kind === 'aksk';
  const { cloud, target } = await openAtSimulator({
    simulator: isKeys ? { securityToken } : {},
    target: { credentials },
  });
  cloud.fail({ kind: 'list' }, ({ incoming }) => {
    const token = incoming.headers['x-auth-token'];
    const named = isKeys ? `${keys.accessKey} ${keys.secretKey} ${securityToken}` : token;
    return { status: 400, json: { error_code: 'DBS.200001', error_msg: `Not for ${named}` } };
  });
  expect(await target.list('Pending')).toMatchObject({ message: `Not for ${told}` });
});

test('a refused sign-in does not repeat name, password or domain', async () => {
  const { cloud, target, lines } = await openAtSimulator({ target: { credentials: SIGN_IN } });
  cloud.fail({ kind: 'token' }, ({ incoming }) => ({
    status: 400,
    json: { error: { code: 400, message: `bad: ${incoming.body}`, title: 'Bad Request' } },
  }));
  const text = JSON.stringify([await target.list('Pending'), lines]);
  expect(text).toContain('Sign-in at IAM');
  expect(text).not.toMatch(/sandbox-(bot|password|domain)/);
});
