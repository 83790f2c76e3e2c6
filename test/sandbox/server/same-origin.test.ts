import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openPageApi, type PageApi } from './page-api.ts';

let api: PageApi;
beforeEach(async () => {
  api = await openPageApi();
});
afterEach(() => api.close());

const task = { job_name: 'REBOOT', instance_name: 'planted', starts_in_minutes: 5 };
const planted = () => api.world.dds.tasks().some((it) => it.instanceName === 'planted');

test('the page itself may ask', async () => {
  const headers = { origin: api.url, 'sec-fetch-site': 'same-origin' };
  expect((await api.post('/api/tasks', task, headers)).status).toBe(200);
  expect(planted()).toBe(true);
});

test.each([
  ['a name rebound to this machine', { host: 'rebound.example.com' }, 421],
  ['the right name at another port', { host: '127.0.0.1:1' }, 421],
  ['a page of another site', { origin: 'https://evil.example.com' }, 403],
  ['a page that hides where it is from', { origin: 'null' }, 403],
  ['a call that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a form, which needs no permission', { 'content-type': 'text/plain' }, 415],
])('%s changes nothing', async (_, headers, status) => {
  expect((await api.post('/api/tasks', task, headers)).status).toBe(status);
  expect(planted()).toBe(false);
});

test('a rebound name reads nothing either', async () => {
  const answer = await api.get('/api/world', { host: 'rebound.example.com' });
  expect(answer.status).toBe(421);
  expect(answer.text).not.toContain('db-ops');
});

test.each(['/../page-server.ts', '/%2e%2e/package.json', '//etc/passwd', '/index.html/..%2f'])(
  'nothing but the built page is served, so not %s',
  async (path) => {
    expect((await api.get(path)).status).toBe(404);
  },
);

test('the page may load nothing from elsewhere', async () => {
  const { status, headers, text } = await api.get('/');
  expect([status, text]).toEqual([200, '<!doctype html><title>page</title>']);
  expect(headers['content-security-policy']).toMatch(/^default-src 'self';/);
});
