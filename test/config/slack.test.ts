import { describe, expect, test } from '@jest/globals';
import { configOf, faultsOf } from './environment.ts';

const HTTP = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'example-signing-secret' };

describe('modes', () => {
  test('a signing secret alone means HTTP mode', () => {
    expect(configOf(HTTP).slack.mode).toEqual({
      kind: 'http',
      signingSecret: 'example-signing-secret',
    });
  });

  test('an app token wins over a signing secret', () => {
    expect(configOf({ SLACK_SIGNING_SECRET: 'example' }).slack.mode.kind).toBe('socket');
  });

  test('a faulty app token is a fault and not a quiet change to HTTP mode', () => {
    expect(faultsOf({ ...HTTP, SLACK_APP_TOKEN: 'xoxb-0000-example' })).toEqual([
      'SLACK_APP_TOKEN must be an app-level token, xapp-…',
    ]);
  });

  test('neither of the two is a fault that names both', () => {
    expect(faultsOf({ SLACK_APP_TOKEN: undefined })).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET/),
    ]);
  });
});

describe('tokens', () => {
  test.each(['xoxp-0000-example', 'xoxb-', 'xoxb-has space', 'xoxb–dash', 'xapp-1-example'])(
    '%j is no bot token',
    (SLACK_BOT_TOKEN) => {
      expect(faultsOf({ SLACK_BOT_TOKEN })).toEqual([
        'SLACK_BOT_TOKEN must be a bot token, xoxb-…',
      ]);
    },
  );

  test.each(['xoxb-0000-example', 'xapp-1-example', 'two words'])(
    '%j is no signing secret',
    (SLACK_SIGNING_SECRET) => {
      expect(faultsOf({ ...HTTP, SLACK_SIGNING_SECRET })).toEqual([
        expect.stringMatching(/^SLACK_SIGNING_SECRET must be/),
      ]);
    },
  );
});

describe('SLACK_API_URL', () => {
  test.each([
    ['https://slack.example.com/api', 'https://slack.example.com/api/'],
    ['https://slack.example.com/api/', 'https://slack.example.com/api/'],
    ['https://slack.example.com', 'https://slack.example.com/'],
    ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/'],
    ['http://localhost:4000/api', 'http://localhost:4000/api/'],
    ['http://[::1]:4000/api', 'http://[::1]:4000/api/'],
  ])('%s is used as %s', (given, used) => {
    expect(configOf({ SLACK_API_URL: given }).slack.apiUrl).toBe(used);
  });

  test.each([
    ['slack.example.com/api', 'must be a URL'],
    ['ftp://slack.example.com/api', 'must begin with https'],
    ['http://slack.example.com/api', 'plain http is for loopback'],
    ['http://127.0.0.1.example.com/api', 'plain http is for loopback'],
    ['http://localhost.example.com/api', 'plain http is for loopback'],
    ['http://0.0.0.0/api', 'plain http is for loopback'],
    ['https://user:secret@slack.example.com/api', 'must not hold a user name'],
    ['https://slack.example.com/api?x=1', 'must not have a query'],
  ])('%s is a fault: %s', (SLACK_API_URL, wrong) => {
    const faults = faultsOf({ SLACK_API_URL });
    expect(faults).toEqual([expect.stringContaining(wrong)]);
    expect(faults.join()).not.toContain('secret@');
  });
});
