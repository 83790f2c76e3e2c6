import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decodeQuery } from '../../../src/sandbox/dds/incoming.ts';
import { canonicalRequest, sha256, signatureOf } from '../../../src/sandbox/dds/signature.ts';

interface Vector {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  secret: string;
  signedHeaders: string;
  canonicalRequestSha256?: string;
  signature: string;
}

const { vectors } = JSON.parse(readFileSync('test/vectors/signing.json', 'utf8')) as {
  vectors: Vector[];
};

describe('the simulator signs what Huawei has published to the published signature', () => {
  test.each(vectors)('$name', (vector) => {
    const canonical = canonicalOf(vector);
    const date = vector.headers['x-sdk-date'] ?? '';
    expect(signatureOf(canonical, date, vector.secret)).toBe(vector.signature);
    if (vector.canonicalRequestSha256) {
      expect(sha256(canonical)).toBe(vector.canonicalRequestSha256);
    }
  });
});

test('a request whose host is not signed gets the signature of the Go SDK test', () => {
  const query = decodeQuery('limit=1');
  const headers = { 'x-sdk-date': '20060102T150405Z' };
  const canonical = canonicalRequest({ method: 'GET', path: '/path', query, headers, body: '' }, [
    'x-sdk-date',
  ]);
  expect(signatureOf(canonical, '20060102T150405Z', 'SecretKey')).toBe(
    '5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624',
  );
});

test('the canonical query is sorted and escapes what encodeURIComponent leaves alone', () => {
  const query: [string, string][] = [
    ['limit', '1'],
    ['enable', 'true'],
    ['test', '一 (&=?!#%.*)'],
    ['path', '/tmp/123'],
    ['multi', '3'],
    ['multi', '1'],
    ['multi', '2'],
  ];
  const canonical = canonicalRequest(
    { method: 'GET', path: '/', query, headers: {}, body: '' },
    [],
  );
  expect(canonical.split('\n')[2]).toBe(
    'enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29',
  );
});

function canonicalOf(vector: Vector): string {
  const url = new URL(vector.url);
  const headers = { host: url.host, ...vector.headers };
  const query = decodeQuery(url.search.slice(1));
  const { method, body } = vector;
  return canonicalRequest(
    { method, path: url.pathname, query, headers, body },
    vector.signedHeaders.split(';'),
  );
}
