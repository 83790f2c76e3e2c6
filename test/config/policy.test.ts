import { describe, expect, test } from '@jest/globals';
import { configOf, faultsOf } from './environment.ts';

const policyOf = (changes: NodeJS.ProcessEnv) => configOf(changes).policy;

describe('people', () => {
  test('users, groups and channel may be mixed', () => {
    const CHANNELS = 'C0ONE, G0TWO';
    expect(policyOf({ CHANNELS, APPROVERS: 'U0A, W0B,S0C,channel,U0A,' })).toMatchObject({
      channels: new Set(['C0ONE', 'G0TWO']),
      approvers: { users: ['U0A', 'W0B'], groups: ['S0C'], channelMembers: true },
    });
  });

  test('requesters named replace the members of the channel', () => {
    expect(policyOf({ REQUESTERS: 'S0C' }).requesters).toEqual({
      users: [],
      groups: ['S0C'],
      channelMembers: false,
    });
  });

  test('members of a channel can approve only where the channels are named', () => {
    expect(faultsOf({ APPROVERS: 'channel' })).toEqual([
      expect.stringMatching(/^CHANNELS is missing/),
    ]);
    expect(faultsOf({ APPROVERS: 'channel', CHANNELS: 'C0ONE' })).toEqual([]);
  });

  test('where the channel approves, nobody may approve alone in an emergency', () => {
    const changes = { APPROVERS: 'U0A,channel', CHANNELS: 'C0ONE', EMERGENCY_APPROVAL: 'on' };
    expect(faultsOf(changes)).toEqual([
      expect.stringMatching(/^EMERGENCY_APPROVAL cannot be on where APPROVERS is channel/),
    ]);
    expect(faultsOf({ ...changes, APPROVERS: 'U0A,S0B' })).toEqual([]);
  });

  test('a name gets the advice to use ids', () => {
    expect(faultsOf({ APPROVERS: 'U0A,@alice' })).toEqual([
      expect.stringMatching(/^APPROVERS takes .*"@alice" is none of these: .*use ids$/),
    ]);
  });

  test.each(['alice', 'u0a', 'C0ONE', 'Channel', '<@U0A>', 'U0A;U0B'])('%j is nobody', (item) => {
    expect(faultsOf({ APPROVERS: item })).toEqual([expect.stringContaining('APPROVERS takes')]);
    expect(faultsOf({ REQUESTERS: item })).toEqual([expect.stringContaining('REQUESTERS takes')]);
  });

  test('every wrong item of a list is a fault of its own', () => {
    expect(faultsOf({ APPROVERS: '@alice,@bob' })).toHaveLength(2);
  });

  test.each(['#general', 'D0DIRECT', 'U0A'])('%j is no channel', (CHANNELS) => {
    expect(faultsOf({ CHANNELS })).toEqual([expect.stringContaining('CHANNELS takes')]);
  });

  test.each(['APPROVERS', 'REQUESTERS', 'CHANNELS'])(
    'a list of commas in %s does not mean no restriction',
    (name) => {
      expect(faultsOf({ [name]: ' , ' })).toEqual([`${name} names nobody and nothing`]);
    },
  );
});

describe('numbers and switches', () => {
  test.each([
    ['60', 3_600_000],
    ['0.5', 30_000],
    ['.001', 60],
    ['10080', 604_800_000],
  ])('%s minutes to live are %d ms', (APPROVAL_TTL_MINUTES, ttlMs) => {
    expect(policyOf({ APPROVAL_TTL_MINUTES }).ttlMs).toBe(ttlMs);
  });

  test.each(['0', '0.000001', '10080.1', '-1', '1e3', '1,5', '1h', 'Infinity'])(
    '%j minutes to live are a fault',
    (APPROVAL_TTL_MINUTES) => {
      expect(faultsOf({ APPROVAL_TTL_MINUTES })).toEqual([
        expect.stringContaining('APPROVAL_TTL_MINUTES must be a number of minutes above 0'),
      ]);
    },
  );

  test.each([
    ['REQUIRED_APPROVALS', ['1', '10'], ['0', '11', '1.5', 'two']],
    ['DDS_CALLS_PER_MINUTE', ['2', '6000'], ['1', '0', '-5', '60.0']],
    ['DDS_CONCURRENCY', ['1', '500'], ['0']],
    ['DDS_TIMEOUT_MS', ['100', '120000'], ['99', '120001']],
    ['DDS_LOOKBACK_DAYS', ['1', '365'], ['0', '366']],
    ['PORT', ['0', '65535'], ['65536', '0x50', '1e3', '+80', '99999999999999999999']],
    ['LOG_LEVEL', ['silent', 'trace'], ['verbose', 'INFO']],
    ['BOT_LANGUAGE', ['en'], ['de']],
    ['REQUIRE_REASON', ['on', 'off'], ['true', 'ON', '1']],
    ['MENTION_APPROVERS', ['on', 'off'], ['false', '0']],
    ['DRY_RUN', ['on', 'off'], ['yes', 'true', '1']],
    ['EMERGENCY_APPROVAL', ['on', 'off'], ['yes', 'On']],
  ])('%s takes %j and refuses %j', (name, right, wrong) => {
    for (const value of right) expect(faultsOf({ [name]: value })).toEqual([]);
    for (const value of wrong)
      expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} must be`)]);
  });

  test('the least number of calls comes with its reason', () => {
    expect(faultsOf({ DDS_CALLS_PER_MINUTE: '1' }).join()).toContain(
      'a re-read and a cancellation',
    );
  });

  test('switches and numbers arrive where they are used', () => {
    const changes = { REQUIRE_REASON: 'on', MENTION_APPROVERS: 'off', REQUIRED_APPROVALS: '2' };
    expect(policyOf({ DRY_RUN: 'on', EMERGENCY_APPROVAL: 'on' })).toMatchObject({
      ...{ dryRun: true, emergencyApproval: true },
    });
    expect(policyOf(changes)).toMatchObject({
      requireReason: true,
      mentionApprovers: false,
      requiredApprovals: 2,
    });
    const dds = { DDS_CALLS_PER_MINUTE: '30', DDS_CONCURRENCY: '4', DDS_TIMEOUT_MS: '500' };
    expect(configOf({ ...dds, DDS_LOOKBACK_DAYS: '7' }).dds).toEqual({
      callsPerMinute: 30,
      concurrency: 4,
      timeoutMs: 500,
      lookbackDays: 7,
    });
  });
});
