import { afterEach, describe, expect, test } from '@jest/globals';
import { CHANNELS, ONCALL } from '../../src/sandbox/world/cast.ts';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { openWorld, type SandboxWorld, type WorldOptions } from '../../src/sandbox/world.ts';
import { examining } from './examining.ts';
import { GWEN, IRIS, MAYA, OMAR, OPS } from './stage.ts';

const SCOPES = [
  ...['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read'],
  ...['channels:history', 'groups:history', 'usergroups:read'],
];
const UNTESTED = 'skipped target.ap-southeast-1.cancel';

let world: SandboxWorld;
async function opened(options: WorldOptions = {}): Promise<SandboxWorld> {
  world = await openWorld(options);
  return world;
}
/** What is found with these variables changed, beside what can never be tested. */
async function found(changes: Readonly<Record<string, string>> = {}) {
  const examined = await examining({ ...world.env, ...changes });
  return { ...examined, amiss: examined.amiss.filter((each) => each !== UNTESTED) };
}
afterEach(() => world.close());

describe('the tokens', () => {
  test('a bot token that Slack refuses, and what cannot be asked without it', async () => {
    await opened();
    const { amiss, line, code } = await found({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(code).toBe(1);
    expect(amiss).toEqual([
      'fail slack.bot-token',
      ...['scopes', 'channels', 'approvers', 'requesters'].map((id) => `skipped slack.${id}`),
    ]);
    expect(line('slack.bot-token')).toMatch(/\(invalid_auth\)\. → Copy .*OAuth & Permissions/);
  });

  test('an app token that Slack refuses', async () => {
    await opened();
    const { amiss, line } = await found({ SLACK_APP_TOKEN: 'xapp-wrong' });
    expect(amiss).toEqual(['fail slack.app-token']);
    expect(line('slack.app-token')).toMatch(/\(invalid_auth\)\. → .*connections:write/);
  });

  test('a trouble of Slack is not called a bad token', async () => {
    await opened();
    world.slack.fail({ method: 'auth.test' }, { error: 'internal_error' });
    const { line } = await found();
    expect(line('slack.bot-token')).toMatch(/no clear answer \(internal_error\)/);
  });

  test('the address of Slack leads nowhere', async () => {
    await opened();
    const { line, amiss } = await found({
      SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
    });
    expect(line('slack.address')).toMatch(
      /does not take a connection \(ECONNREFUSED\)\. → .*SLACK_API_URL/,
    );
    expect(line('slack.bot-token')).toContain('ECONNREFUSED');
    expect(amiss.filter((each) => each.startsWith('fail target'))).toEqual([]);
  });

  test('a host that has no address', async () => {
    await opened();
    const { line } = await found({ SLACK_API_URL: 'https://slack.invalid/api/' });
    expect(line('slack.address')).toMatch(/has no address in DNS \(\w+\)\. → .*SLACK_API_URL/);
  });
});

describe('the scopes', () => {
  test('one that is missing', async () => {
    await opened({ slack: { scopes: SCOPES.filter((scope) => scope !== 'usergroups:read') } });
    const { amiss, line } = await found();
    expect(amiss).toEqual(['fail slack.scopes', 'fail slack.approvers']);
    expect(line('slack.scopes')).toMatch(/missing usergroups:read\. → .*add usergroups:read/);
    expect(line('slack.approvers')).toContain(`${ONCALL.id} (Slack does not say: missing_scope)`);
  });

  test('one too many is a warning, and the exit code 0', async () => {
    await opened({ slack: { scopes: [...SCOPES, 'chat:write.public'] } });
    const { amiss, line, code } = await found();
    expect({ code, amiss }).toEqual({ code: 0, amiss: ['warn slack.scopes'] });
    expect(line('slack.scopes')).toContain('not needed: chat:write.public');
  });

  test('both at once are both named', async () => {
    await opened({ slack: { scopes: [...SCOPES.slice(1), 'files:read'] } });
    const { line } = await found();
    expect(line('slack.scopes')).toMatch(/missing commands; not needed: files:read\. →/);
  });
});

describe('the channels', () => {
  test('the bot is in none', async () => {
    await opened();
    for (const { id } of Object.values(CHANNELS)) world.slack.kick(id);
    const { amiss, line } = await found();
    expect(amiss).toEqual(['fail slack.channels']);
    expect(line('slack.channels')).toBe(
      'Channels: the bot is in none. → Type /invite @dds-cancel in the channel where requests are to be made.',
    );
  });

  test('the bot is in none but one shared outside', async () => {
    await opened();
    for (const { id } of [CHANNELS.ops, CHANNELS.payments]) world.slack.kick(id);
    expect((await found()).line('slack.channels')).toMatch(/none but #vendor-db .* no request/);
  });

  test('those of CHANNELS where nothing can be asked are named, each with why', async () => {
    await opened();
    const { slack } = world;
    slack.kick(CHANNELS.payments.id);
    slack.addChannel({ id: 'C0OLD', name: 'old', archived: true });
    const listed = [...Object.values(CHANNELS).map(({ id }) => id), 'C0NONE', 'C0OLD'];
    const { line } = await found({ CHANNELS: listed.join() });
    expect(line('slack.channels')).toContain(
      'of 5 in CHANNELS no request can be made in C0DBPAY (the bot is not in it, or there is no such channel), C0VENDOR (shared with another organisation), C0NONE (the bot is not in it, or there is no such channel), C0OLD (archived).',
    );
  });

  test('a long list of channels is read to its end', async () => {
    await opened();
    for (let number = 0; number < 250; number += 1)
      world.slack.addChannel({ id: `C0MANY${number}`, name: `many-${number}` });
    expect((await found()).line('slack.channels')).toContain('and 243 more');
  });

  test('those that CHANNELS leaves out are told of, and are no fault', async () => {
    await opened();
    const { amiss, line } = await found({ CHANNELS: OPS });
    expect(amiss).toEqual([]);
    expect(line('slack.channels')).toContain('too, which CHANNELS leaves out');
    expect(line('slack.channels')).not.toContain('#db-ops');
  });
});

describe('the people', () => {
  test.each([
    ['an unknown id', 'U0NOBODY', 'U0NOBODY (unknown to Slack)'],
    ['a guest', GWEN, `${GWEN} (a guest)`],
    ['an external person', 'U0EZRA', 'U0EZRA (of another organisation)'],
    ['a bot', 'U0BOT', 'U0BOT (a bot)'],
    ['a person who left', 'U0LEFT', 'U0LEFT (deactivated)'],
    ['an unknown group', 'S0NONE', 'S0NONE (no such user group)'],
    ['an empty group', 'S0EMPTY', 'S0EMPTY (an empty group)'],
    ['a group of guests', 'S0GUESTS', `S0GUESTS (nobody of it can: ${GWEN} (a guest))`],
  ])('%s in either list fails', async (_, id, words) => {
    await opened();
    const { slack } = world;
    slack.addPerson({ id: 'U0LEFT', name: 'left', real_name: 'Left', kind: 'deactivated' });
    slack.addGroup({ id: 'S0EMPTY', handle: 'empty', users: [] });
    slack.addGroup({ id: 'S0GUESTS', handle: 'guests', users: [GWEN] });
    const { amiss, line } = await found({
      APPROVERS: `${OMAR},${id}`,
      REQUESTERS: `${MAYA},${id}`,
    });
    expect(amiss).toEqual(['fail slack.approvers', 'fail slack.requesters']);
    expect(line('slack.approvers')).toBe(
      `Approvers: these cannot approve: ${words}. → Correct APPROVERS, or the user group in Slack.`,
    );
    expect(line('slack.requesters')).toContain(`these cannot ask: ${words}. → Correct REQUESTERS`);
  });

  test('a guest among others of a group is a warning', async () => {
    await opened();
    world.slack.addGroup({ ...ONCALL, users: [OMAR, GWEN] });
    const { amiss, line, code } = await found();
    expect({ code, amiss }).toEqual({ code: 0, amiss: ['warn slack.approvers'] });
    expect(line('slack.approvers')).toContain(`${GWEN} (a guest) of ${ONCALL.id}`);
  });

  test('fewer approvers than approvals are too few, and one named twice is one', async () => {
    await opened();
    const { line } = await found({
      APPROVERS: `${ONCALL.id},${IRIS}`,
      REQUIRED_APPROVALS: '3',
    });
    expect(line('slack.approvers')).toContain('2 can approve, and REQUIRED_APPROVALS takes 3.');
  });

  test('the members of the channel need not be counted', async () => {
    await opened();
    const { amiss } = await found({
      ...{ APPROVERS: 'channel', CHANNELS: OPS, REQUIRED_APPROVALS: '5' },
    });
    expect(amiss).toEqual([]);
  });
});

describe("a target's own approvers", () => {
  const DBA = { id: 'S0DBA', handle: 'dba' };
  const ledger = (approvers: string) => ({ furtherTargets: { ledger: { approvers } } });
  const ours = (each: string) => !/\.cancel$/.test(each);

  test('have a line of their own, and a target without any has none', async () => {
    await opened(ledger(`${OMAR},${IRIS}`));
    const { amiss, line, ids } = await found();
    expect(amiss.filter(ours)).toEqual([]);
    expect(line('target.ledger.approvers')).toBe(
      `Approvers of ledger: 2 full members of the workspace, by ${OMAR}, ${IRIS}. → null`,
    );
    expect(ids.filter((id) => id.endsWith('approvers'))).toEqual([
      'slack.approvers',
      'target.ledger.approvers',
    ]);
  });

  test.each([
    ['an unknown id', 'U0NOBODY', 'U0NOBODY (unknown to Slack)'],
    ['a guest', GWEN, `${GWEN} (a guest)`],
    ['an unknown group', 'S0NONE', 'S0NONE (no such user group)'],
    ['an empty group', DBA.id, `${DBA.id} (an empty group)`],
  ])('%s among them fails, where APPROVERS is right', async (_, id, words) => {
    await opened(ledger(`${OMAR},${id}`));
    world.slack.addGroup({ ...DBA, users: [] });
    const { amiss, line, code } = await found();
    expect({ code, amiss: amiss.filter(ours) }).toEqual({
      ...{ code: 1, amiss: ['fail target.ledger.approvers'] },
    });
    expect(line('target.ledger.approvers')).toBe(
      `Approvers of ledger: these cannot approve: ${words}. → Correct approvers of ledger in DDS_TARGETS_FILE, or the user group in Slack.`,
    );
  });

  test('must be as many as the approvals there too', async () => {
    await opened(ledger(OMAR));
    const { amiss, line } = await found({ APPROVERS: `${OMAR},${IRIS}`, REQUIRED_APPROVALS: '2' });
    expect(amiss.filter(ours)).toEqual(['fail target.ledger.approvers']);
    expect(line('target.ledger.approvers')).toContain('1 can approve, and REQUIRED_APPROVALS');
  });

  test('are left out with the rest without a bot token', async () => {
    await opened(ledger(OMAR));
    const { amiss } = await found({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(amiss).toContain('skipped target.ledger.approvers');
  });

  test('are asked about where APPROVERS itself is at fault', async () => {
    await opened(ledger(GWEN));
    const { amiss } = await found({ APPROVERS: '' });
    expect(amiss).toEqual(
      expect.arrayContaining(['skipped slack.approvers', 'fail target.ledger.approvers']),
    );
  });

  test('many large groups do not make Slack throttle the doctor', async () => {
    await opened(ledger('S0A,S0B,S0C'));
    const { slack } = world;
    for (const letter of ['A', 'B', 'C']) {
      const users = Array.from({ length: 60 }, (_, number) => `U0${letter}${number}`);
      for (const id of users) slack.addPerson({ id, name: id, real_name: id, kind: 'member' });
      slack.addGroup({ id: `S0${letter}`, handle: letter.toLowerCase(), users });
    }
    const { amiss } = await found();
    expect(amiss.filter(ours)).toEqual([]);
    expect(slack.apiCalls.filter(({ method }) => method === 'users.info').length).toBeLessThan(60);
  });
});

describe('the clock', () => {
  const off = (minutes: number) => ({
    now: () => new Date(Date.now() + minutes * 60_000),
  });

  test.each([
    ['socket', 3, 'warn', '3 min behind'],
    ['socket', -7, 'warn', '7 min ahead of'],
    ['http', 3, 'warn', '3 min behind'],
    ['http', -7, 'fail', "beyond 5 minutes Slack's requests are refused"],
  ] as const)(
    'over %s, Slack being %i minutes ahead: %s',
    async (transport, minutes, result, words) => {
      await opened({ transport, slack: off(minutes) });
      const { amiss, line } = await found();
      expect(amiss).toContain(`${result} slack.clock`);
      expect(line('slack.clock')).toContain(words);
    },
  );
});
