import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/dds/call.ts';
import { faultOfAnswer } from '../../src/dds/fault.ts';

describe('a code decides what an answer means, whatever its status', () => {
  test.each([
    [404, 'APIGW.0101', 'not published'],
    [404, 'APIG.0101', 'not published'],
    [404, 'APIC.0101', 'not published'],
    [401, 'APIGW.0301', 'authentication'],
    [401, 'APIG.0303', 'authentication'],
    [401, 'APIGW.0305', 'authentication'],
    [401, 'APIGW.0307', 'authentication'],
    [400, 'APIG.1009', 'authentication'],
    [403, 'APIGW.0302', 'permission'],
    [403, 'APIGW.0306', 'permission'],
    [403, 'APIGW.0310', 'permission'],
    [403, 'APIGW.0802', 'permission'],
    [429, 'APIGW.0308', 'throttled'],
    [429, 'APIG.0308', 'throttled'],
    [500, 'APIGW.0601', 'server'],
    [502, 'APIGW.0610', 'server'],
    [503, 'APIGW.0613', 'server'],
    [502, 'APIGW.0201', 'server'],
    [504, 'APIGW.0201', 'server'],
    [400, 'APIGW.0201', 'refused'],
    [413, 'APIGW.0201', 'refused'],
    [400, 'APIGW.0602', 'refused'],
    [400, 'DBS.200001', 'refused'],
    [400, 'DBS.280016', 'refused'],
    [403, 'DBS.280042', 'refused'],
    [403, 'DBS.201014', 'refused'],
    [403, 'DBS.00010009', 'refused'],
    [404, 'DBS.200002', 'refused'],
    [400, 'DBS.999999', 'refused'],
    [503, 'DBS.999999', 'server'],
    [401, 'DBS.999999', 'authentication'],
    [400, 'DBS.200010', 'authentication'],
    [401, 'DBS.280056', 'authentication'],
    [401, 'DBS.280064', 'permission'],
    [400, 'DBS.280015', 'permission'],
    [403, 'DBS.280063', 'permission'],
    [403, 'DBS.200604', 'permission'],
    [400, 'DBS.200998', 'server'],
    [500, 'DBS.280005', 'server'],
    [429, 'DBS.280443', 'throttled'],
    [403, 'IAM.0006', 'permission'],
    [401, 'IAM.0101', 'authentication'],
    [500, 'IAM.0102', 'server'],
  ])('HTTP %i with %s is "%s"', (status, code, kind) => {
    const { fault } = faultOf(status, { error_code: code, error_msg: 'Words.' });
    expect(fault).toMatchObject({ kind, code, status });
  });
});

describe('every shape of an error body is read', () => {
  const words = { code: 'DBS.280042', message: 'Invalid request.' };
  test.each([
    ["DDS's own", { error_code: words.code, error_msg: words.message }],
    ['in the other order', { error_msg: words.message, error_code: words.code }],
    ['as SDKs take it', { errorCode: words.code, errorMsg: words.message }],
    ['short', words],
    ['of a sibling', { errCode: words.code, externalMessage: words.message }],
    ['one level down', { error: { error_code: words.code, error_msg: words.message } }],
    ['in lower case', { error_code: 'dbs.280042', error_msg: words.message }],
  ])('%s', (_shape, body) => {
    expect(faultOf(403, body).fault).toMatchObject(words);
  });

  test("Keystone's, whose code only repeats the status", () => {
    const body = { error: { code: 403, message: 'No rights.', title: 'Forbidden' } };
    expect(faultOf(403, body).fault).toMatchObject({
      kind: 'permission',
      code: null,
      message: 'No rights.',
    });
  });

  test("the gateway's, with its request id where no header has one", () => {
    const body = { error_msg: 'No.', error_code: 'APIGW.0302', request_id: 'a1b2' };
    expect(faultOf(403, body).fault.callId).toBe('a1b2');
    expect(faultOfAnswer({ ...answer(403, body), callId: 'header' }, []).fault.callId).toBe(
      'header',
    );
  });
});

describe('an answer without a code goes by its status', () => {
  test.each([
    [401, '', 'authentication'],
    [403, '<html>no</html>', 'permission'],
    [429, '', 'throttled'],
    [500, '', 'server'],
    [502, '<html>bad gateway</html>', 'server'],
    [404, '<html>not found</html>', 'unreadable'],
    [404, '{"message":"no route"}', 'refused'],
    [400, '', 'unreadable'],
    [302, '', 'unreadable'],
    [200, '<html>login</html>', 'unreadable'],
    [200, '[]', 'unreadable'],
  ])('HTTP %i %j is "%s"', (status, body, kind) => {
    expect(faultOf(status, body).fault).toMatchObject({ kind, code: null, status });
  });
});

test('a page of HTML is told as text, cut', () => {
  const { fault } = faultOf(502, `<html><h1>Bad\n gateway</h1>${'x'.repeat(999)}</html>`);
  expect(fault.message).toMatch(/^The answer was not DDS's: Bad gateway x+…$/);
  expect([...fault.message]).toHaveLength(200);
});

test('what authentication went wrong with is told in our words, never in those of the gateway', () => {
  const echo = 'verify aksk signature fail,canonicalRequest:GET|/v3/p/|x-security-token:SECRET|';
  const { fault } = faultOf(401, { error_code: 'APIGW.0301', error_msg: echo });
  expect(fault.message).toBe(
    'The credentials were not accepted: check key or user, region, project and this clock.',
  );
});

test('a message that repeats a signed request under another code is withheld', () => {
  const echo = 'odd,canonicalRequest:GET|/v3/p/|host:dds.example.com|';
  const { fault } = faultOf(400, { error_code: 'DBS.200001', error_msg: echo });
  expect(fault.message).toBe('[withheld: it repeats the signed request]');
});

test('secrets in hand are struck out before a message is cut', () => {
  const secret = 'a/b+c=';
  const error_msg = `${'x'.repeat(190)} ${secret}${encodeURIComponent(secret)} ${'y'.repeat(50)}`;
  const { fault } = faultOfAnswer(answer(400, { error_code: 'DBS.200001', error_msg }), [secret]);
  expect(fault.message).toMatch(/^x+ \[withhel…$/);
});

test('a secret is struck out as it is and as a query would spell it', () => {
  const error_msg = 'one a/b+c= two a%2Fb%2Bc%3D three';
  const { fault } = faultOfAnswer(answer(400, { error_msg }), ['a/b+c=']);
  expect(fault.message).toBe('one [withheld] two [withheld] three');
});

test('of a secret that begins with another nothing is left over', () => {
  const { fault } = faultOfAnswer(answer(400, { error_msg: 'for ABC and ABCDEF.' }), [
    ...['ABC', 'ABCDEF'],
  ]);
  expect(fault.message).toBe('for [withheld] and [withheld].');
});

test('a request id or a code of a strange form is not passed on', () => {
  const body = { error_code: 'DBS.1 <!channel>', error_msg: 'x', request_id: '<@U1>' };
  expect(faultOf(400, body).fault).toMatchObject({ code: null, callId: null });
});

function faultOf(status: number, body: unknown) {
  return faultOfAnswer(answer(status, body), []);
}

function answer(status: number, body: unknown): Answer {
  return {
    end: 'answered',
    status,
    header: () => null,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    callId: null,
    retryAfterMs: null,
  };
}
