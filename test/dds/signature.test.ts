import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { queryText } from '../../src/dds/query.ts';
import { authorization, canonicalRequest, sdkDate } from '../../src/dds/signature.ts';

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly access: string;
  readonly secret: string;
  readonly signedHeaders: string;
  readonly canonicalRequestSha256?: string;
  readonly signature: string;
}

const { vectors } = JSON.parse(
  readFileSync(new URL('../vectors/signing.json', import.meta.url), 'utf8'),
) as { readonly vectors: readonly Vector[] };

test.each(vectors)('the published call $name gets its published signature', (vector) => {
  const { method, headers, body, access, secret } = vector;
  const call = { method, url: new URL(vector.url), headers, body };
  const { text, signedHeaders } = canonicalRequest(call);

  expect(signedHeaders).toBe(vector.signedHeaders);
  if (vector.canonicalRequestSha256 !== undefined) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(vector.canonicalRequestSha256);
  }
  expect(authorization(call, { accessKey: access, secretKey: secret })).toBe(
    `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
  );
});

test('a query is encoded and sorted as the SDKs of Huawei publish it', () => {
  const pairs = [
    ['limit', '1'],
    ['enable', 'true'],
    ['test', '一 (&=?!#%.*)'],
    ['path', '/tmp/123'],
    ['multi', '1'],
    ['multi', '2'],
    ['multi', '3'],
  ] as const;
  expect(queryText(pairs)).toBe(
    'enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29',
  );
});

test('the query that is signed is the one that is sent, its plus and colons encoded', () => {
  const url = new URL('https://dds.example.com/v3/p/scheduled-jobs');
  url.search = queryText([
    ['start_time', '2026-01-31T10:00:00+0000'],
    ['limit', '100'],
    ['empty', ''],
  ]);
  const { text } = canonicalRequest({
    method: 'GET',
    url,
    headers: { 'x-sdk-date': sdkDate(new Date('2026-01-31T10:00:00.999Z')) },
    body: '',
  });
  expect(text.split('\n')[2]).toBe(url.search.slice(1));
  expect(url.search).toBe('?empty=&limit=100&start_time=2026-01-31T10%3A00%3A00%2B0000');
  expect(text).toContain('x-sdk-date:20260131T100000Z');
});
