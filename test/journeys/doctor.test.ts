import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../src/doctor/limits.ts';
import { openWorld, type SandboxWorld, type WorldOptions } from '../../src/sandbox/world.ts';
import { doctor, examining } from './examining.ts';
import { BOTH_TRANSPORTS, OPS } from './stage.ts';

const DOCTOR = fileURLToPath(new URL('../../dist/doctor.js', import.meta.url));
const NO_KEYS = { HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' };
const USER = {
  HW_USER_NAME: 'sandbox-bot',
  HW_USER_PASSWORD: 'sandbox-password',
  HW_DOMAIN_NAME: 'sandbox-domain',
};

let world: SandboxWorld;
async function opened(options: WorldOptions = {}): Promise<SandboxWorld> {
  world = await openWorld(options);
  return world;
}
afterEach(async () => {
  const { slack, dds } = world;
  expect(dds.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
  expect([...slack.methodsSeen()].filter((method) => /^(?:chat|views)\./.test(method))).toEqual([]);
  expect(dds.violations).toEqual([]);
  await world.close();
});

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  const way = transport === 'http' ? ['skipped slack.signing-secret'] : [];
  const untested = [...way, 'skipped target.ap-southeast-1.cancel'];
  const SECURITY = 'sandbox-security-token';

  test.each<[string, WorldOptions, string]>([
    ['an access key', {}, 'access key, from HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK'],
    [
      "an access key in Terraform's names",
      {
        env: { ...NO_KEYS, HW_ACCESS_KEY: 'SANDBOXACCESSKEY', HW_SECRET_KEY: 'sandbox-secret-key' },
      },
      'access key, from HW_ACCESS_KEY, HW_SECRET_KEY',
    ],
    [
      'temporary keys',
      {
        dds: { securityToken: SECURITY },
        env: { HUAWEICLOUD_SDK_SECURITY_TOKEN: SECURITY },
      },
      'HUAWEICLOUD_SDK_SECURITY_TOKEN',
    ],
    [
      'an IAM user',
      { env: { ...NO_KEYS, ...USER } },
      'IAM user, from HW_USER_NAME, HW_USER_PASSWORD, HW_DOMAIN_NAME',
    ],
    [
      'an IAM user without a project id',
      { env: { ...NO_KEYS, ...USER, DDS_PROJECT_ID: '' } },
      'IAM user, from HW_USER_NAME',
    ],
    [
      'the keys of an ECS',
      { env: { ...NO_KEYS, DDS_CREDENTIALS: 'ecs' } },
      'temporary keys of the ECS this runs on (DDS_CREDENTIALS=ecs)',
    ],
  ])('with %s all is well, and what cannot be tested is said', async (_, options, source) => {
    const { env, slack, dds } = await opened({ ...options, transport });
    const found = await examining(env, { metadataEndpoint: dds.metadataUrl });
    expect(found.amiss).toEqual(untested);
    expect(found).toMatchObject({ code: 0, ok: true });
    expect(found.line('target.ap-southeast-1.credentials')).toContain(source);
    expect(found.line('target.ap-southeast-1.cancel')).toContain(
      '→ See that its policy has dds:instance:cancelScheduledJob.',
    );
    expect(found.line('slack.bot-token')).toContain('@dds-cancel of sandbox');
    expect(slack.problems).toEqual([]);
    const kinds = dds.calls.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'list' || kind === 'instances')).toEqual([
      'list',
      'instances',
    ]);
  });
});

test('everything there is to check has its line, in one order', async () => {
  const { env } = await opened();
  const { ids } = await examining(env);
  const target = 'target.ap-southeast-1';
  expect(ids).toEqual([
    'configuration',
    'database',
    'slack.address',
    'slack.bot-token',
    'slack.scopes',
    'slack.app-token',
    'slack.socket-address',
    'slack.clock',
    'slack.channels',
    'slack.approvers',
    'slack.requesters',
    ...[`${target}.credentials`, `${target}.address-dds`, `${target}.clock`, `${target}.sign-in`],
    ...[`${target}.list`, `${target}.instances`, `${target}.cancel`],
  ]);
});

test('for a person it is one line a check, with a mark, and what to do next', async () => {
  const { env } = await opened();
  const { code, out } = await doctor({ ...env, APPROVERS: 'U0GWEN' }, []);
  const lines = out.split('\n').slice(0, -1);
  expect(code).toBe(1);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[✓✗!–] [A-Z].*\.$/);
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([
    '✗ Approvers: these cannot approve: U0GWEN (a guest). → Correct APPROVERS, or the user group in Slack.',
  ]);
  expect(lines.at(-1)).toBe('1 of 18 checks failed, 1 could not be checked.');
  expect(out).not.toContain('[hidden]');
});

test('as a process it ends by itself, with the exit code of what it found', async () => {
  const { env, slack } = await opened();
  const run = () => promisify(execFile)(process.execPath, [DOCTOR, '--json'], { env });
  const { stdout, stderr } = await run();
  expect(JSON.parse(stdout).ok).toBe(true);
  expect(stderr).toBe('');
  slack.kick(OPS);
  slack.kick('C0DBPAY');
  await expect(run()).rejects.toMatchObject({ code: 1 });
});

test.each([[['--yaml']], [['--json', 'all']]])(
  '%j is answered with the right form',
  async (args) => {
    const { env } = await opened();
    const { code, out, told } = await doctor(env, args);
    expect({ code, out }).toEqual({ code: 64, out: '' });
    expect(told).toContain('usage: npm run doctor');
  },
);

describe('with faults in the configuration', () => {
  test('each is a line of its own, and what can be checked is checked', async () => {
    const { env } = await opened();
    const found = await examining({
      ...env,
      ...{ APPROVERS: '@omar', DDS_CALLS_PER_MINUTE: '1', SLACK_APP_TOKEN: 'xoxb-mixed-up' },
    });
    expect(found.code).toBe(1);
    expect(found.amiss).toEqual([
      'fail configuration.SLACK_APP_TOKEN',
      'fail configuration.DDS_CALLS_PER_MINUTE',
      'fail configuration.APPROVERS',
      'skipped slack.way',
      'fail slack.approvers',
      'skipped target.ap-southeast-1.cancel',
    ]);
    expect(found.line('configuration.SLACK_APP_TOKEN')).toContain('> Basic Information');
    expect(found.line('target.ap-southeast-1.list')).toContain('read, 7 within DDS_LOOKBACK_DAYS');
  });

  test('Redis, which the bot does not know yet, is one', async () => {
    const { env } = await opened();
    const found = await examining({ ...env, REDIS_URL: 'redis://127.0.0.1:6379' });
    expect(found.code).toBe(1);
    expect(found.line('configuration.REDIS_URL')).toBe(
      'Configuration: REDIS_URL is not supported by this version of the bot: leave it out. → Take REDIS_URL out.',
    );
  });

  test('nothing at all is set: nothing is called, and all is said', async () => {
    await opened();
    const found = await examining({ DATABASE_PATH: `${world.directory}/none.db` });
    expect(found.amiss).toEqual([
      'fail configuration.SLACK_BOT_TOKEN',
      'fail configuration.SLACK_APP_TOKEN',
      'fail configuration.DDS_CREDENTIALS',
      'fail configuration.DDS_REGION',
      'fail configuration.APPROVERS',
      'skipped slack',
      'skipped target',
    ]);
    expect(world.slack.methodsSeen().size + world.dds.calls.length).toBe(0);
  });
});

describe('what hangs', () => {
  const limits = { callMs: 2_000, partMs: 15_000, chainMs: 15_000 };
  const always = { times: Number.POSITIVE_INFINITY };

  test('an endpoint that never answers is told of, and holds up nothing else', async () => {
    const { env, slack, dds } = await opened();
    slack.fail({ method: '*', ...always }, 'hang');
    dds.fail({ kind: 'list', ...always }, () => 'hung');
    const found = await examining(env, { limits });
    expect(found.amiss).toEqual([
      'fail slack.bot-token',
      'fail slack.app-token',
      ...['slack.scopes', 'slack.channels', 'slack.approvers', 'slack.requesters'].map(
        (id) => `skipped ${id}`,
      ),
      'skipped target.ap-southeast-1.clock',
      'skipped target.ap-southeast-1.sign-in',
      'fail target.ap-southeast-1.list',
      'skipped target.ap-southeast-1.instances',
      'skipped target.ap-southeast-1.cancel',
    ]);
    expect(found.line('slack.bot-token')).toContain('no clear answer (time-out)');
    expect(found.line('target.ap-southeast-1.list')).toContain('no answer in time');
  });

  test('a part that is not done in its time is cut off, and says so', async () => {
    const { env, slack } = await opened();
    slack.fail({ method: 'auth.test' }, 'hang');
    const found = await examining(env, { limits: { ...limits, callMs: 60_000, partMs: 4_000 } });
    expect(found.amiss).toEqual(['fail slack.time-limit', 'skipped target.ap-southeast-1.cancel']);
  });

  test('half a minute is enough for all of it, whatever hangs', async () => {
    await opened();
    expect(LIMITS.partMs).toBeLessThanOrEqual(29_000);
    expect(LIMITS.chainMs).toBeLessThan(LIMITS.partMs);
  });
});

test('no secret is in anything it says, right or wrong', async () => {
  const secrets = {
    SLACK_BOT_TOKEN: 'xoxb-hush-1',
    SLACK_APP_TOKEN: 'xapp-hush-2',
    HUAWEICLOUD_SDK_AK: 'HUSH3',
    HUAWEICLOUD_SDK_SK: 'hush-4',
  };
  const { env, dds } = await opened();
  const said = [];
  for (const changes of [{}, secrets, { ...secrets, APPROVERS: '' }] as const) {
    const { out } = await doctor({ ...env, ...changes }, []);
    said.push(out, (await doctor({ ...env, ...changes }, ['--json'])).out);
  }
  const { out } = await doctor({ ...env, ...NO_KEYS, ...USER, HW_USER_PASSWORD: 'hush-5' }, []);
  said.push(out);
  const values = [env['SLACK_BOT_TOKEN'], env['SLACK_APP_TOKEN'], dds.accessKey, dds.secretKey];
  for (const value of [...values, ...Object.values(secrets), 'hush-5', 'ticket', 'Signature='])
    expect(said.join('\n')).not.toContain(value);
});

test('what an answer smuggles in is masked, whatever it is', async () => {
  const { env, dds, slack } = await opened({ transport: 'http' });
  dds.fail({ kind: 'instances' }, () => ({
    status: 403,
    json: {
      error_code: 'DBS.280063',
      error_msg: `Not for ${slack.signingSecret}, xoxb-1-else either`,
    },
  }));
  const { line } = await examining(env);
  expect(line('target.ap-southeast-1.instances')).toContain('Not for [hidden], [hidden] either.');
});
