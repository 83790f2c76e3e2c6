import { describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../src/config/secrets.ts';
import { createMask } from '../../src/ops/log-mask.ts';
import { configOf, PASSWORD } from '../config/environment.ts';
import { recordedLog } from './lines.ts';

const AWKWARD = 'p"a\\ss wörd+&%\n';

/** Between them, every secret that a configuration can hold; none is recognisable by its look. */
const SECRETS = [
  ...secretsOf(configOf({ HUAWEICLOUD_SDK_SECURITY_TOKEN: 'example-security-token' })),
  ...secretsOf(configOf({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'example-signing-secret' })),
  ...secretsOf(configOf({ ...PASSWORD, HW_USER_PASSWORD: AWKWARD })),
];

describe('registered secrets', () => {
  test.each([...new Set(SECRETS)])('%j is masked wherever it occurs', (secret) => {
    const { log, hide, text, lines } = recordedLog();
    hide(SECRETS);
    log.info(`said ${secret} aloud`);
    log.info({ a: { b: [{ c: `x${secret}y` }] }, [secret]: 1 });
    log.error(new Error(`failed: ${secret}`, { cause: new Error(secret) }));
    log.error({ err: Object.assign(new Error('x'), { config: { sent: secret } }) }, 'x');
    log.child({ bound: secret }).info('x');
    log.info(`json in text: ${JSON.stringify({ sent: secret })}`);
    log.info(`url: https://example.com/?q=${encodeURIComponent(secret)}`);
    log.info(`form: ${new URLSearchParams({ q: secret })}`);

    expect(lines()).toHaveLength(8);
    for (const value of lines().flatMap(everyText)) {
      expect(value).not.toContain(secret);
      expect(value).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(text()).not.toContain(encodeURIComponent(secret));
    expect(text()).not.toContain(new URLSearchParams([['', secret]]).toString().slice(1));
  });

  test('a secret that begins with another is masked to its end', () => {
    const { log, hide, text } = recordedLog();
    hide(['example', 'example-tail']);
    log.info('example-tail');
    expect(text()).not.toContain('tail');
  });

  test('a secret with the characters of a pattern is taken to the letter', () => {
    const { log, hide, lines } = recordedLog();
    hide(['.*', '(', '[a-z]']);
    log.info('nothing secret in here');
    log.info('a .* b ( c [a-z]');
    expect(lines().map(({ msg }) => msg)).toEqual([
      'nothing secret in here',
      'a [hidden] b [hidden] c [hidden]',
    ]);
  });

  test('an empty secret masks nothing', () => {
    const { log, hide, lines } = recordedLog();
    hide(['']);
    log.info('plain');
    expect(lines()[0]).toMatchObject({ msg: 'plain' });
  });

  test('a line stays JSON when a secret looks like a piece of it', () => {
    const { log, hide, lines } = recordedLog();
    hide(['30', '":', 'level']);
    log.info({ count: 30 }, 'thirty');
    expect(lines()).toEqual([expect.objectContaining({ count: 30, msg: 'thirty' })]);
  });
});

describe('secrets known by their look', () => {
  test.each([
    'xoxb-1234-never-registered',
    'xoxe.xoxb-1-never-registered',
    'xapp-1-A1-never-registered',
    'https://hooks.slack.com/commands/T1/2/never-registered',
    'https:\\/\\/hooks.slack.com\\/actions\\/T1\\/never-registered',
    'https%3A%2F%2Fhooks.slack.com%2Fcommands%2Fnever-registered',
    'SDK-HMAC-SHA256 Access=never-registered, SignedHeaders=host;x-sdk-date, Signature=0a1b',
    'verify aksk signature fail,canonicalRequest:GET|/v3/p|x-security-token:never-registered|',
    `x-slack-signature: v0=${'ab'.repeat(32)}`,
    // Each without what a name beside it would give away.
    'the signature was Signature=0a1b',
    'canonicalRequest:GET|/v3/p|x-of-tomorrow:never-registered|',
    `computed v0=${'ab'.repeat(32)} instead`,
    'wss://example.com/link/?ticket=never-registered&app_id=A1',
    'Authorization: Bearer never-registered',
    'token=never-registered&team_id=T1',
    '{"token":"never-registered","team":1}',
    JSON.stringify({ body: JSON.stringify({ response_url: 'http://127.0.0.1/never-registered' }) }),
    "{ response_url: 'http://127.0.0.1/never-registered' }",
  ])('%s', (secret) => {
    const { log, text } = recordedLog();
    log.info(`before ${secret}`);
    expect(text()).not.toMatch(/never-registered|0a1b|abab/);
    expect(text()).toContain('before ');
    expect(text()).toContain('[hidden]');
  });

  test('what only resembles one is left alone', () => {
    const { log, lines } = recordedLog();
    const msg = 'token expired; a secret is missing; https://example.com/slack?ticket_count=1';
    log.info(msg);
    expect(lines()[0]).toMatchObject({ msg });
  });
});

test.each(['token', 'Authorization', 'X-Auth-Token', 'response_url', 'secretKey', 'password'])(
  'what stands under the name %s is masked at any depth',
  (name) => {
    const { log, text } = recordedLog();
    log.info({ [name]: 'one-value', a: [{ b: { c: { d: { [name]: { deep: 'one-value' } } } } }] });
    expect(text()).not.toContain('one-value');
  },
);

test('what is no JSON is masked all the same, and not lost', () => {
  const mask = createMask();
  mask.hide(['example']);
  expect(mask.line('{"broken": example\n')).toBe('{"broken": [hidden]\n');
});

test('below its level the log writes nothing, and its lines carry an ISO time and no host', () => {
  const { log, lines } = recordedLog('warn');
  log.info('quiet');
  log.warn('loud');
  expect(lines()).toEqual([{ level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'loud' }]);
});

function everyText(line: Record<string, unknown>): readonly string[] {
  return Object.entries(line).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? [name, ...everyText(value as Record<string, unknown>)]
      : [name, String(value)],
  );
}
