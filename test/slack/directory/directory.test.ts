import { afterEach, describe, expect, test } from '@jest/globals';
import type { PeopleList } from '../../../src/slack/directory/people-list.ts';
import type { Directory } from '../../../src/workflow/ports.ts';
import { aSlack, openDirectory, type SlackPeople } from './slack-people.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(slack: SlackPeople, approver: Partial<PeopleList> = {}) {
  const opened = await openDirectory(slack, approver);
  closing.push(opened.close);
  return opened;
}

function approversIn(directory: Directory, except: string, enough: number, target = 'example') {
  return directory.approversIn({ channel: 'C1', target, except, enough });
}

const ours = { team_id: 'T_OURS' };

describe('what kind of person somebody is', () => {
  test.each([
    ['member', ours],
    ['member', { team_id: 'E_ORG', enterprise_user: { teams: ['T_OTHER', 'T_OURS'] } }],
    ['deactivated', { ...ours, deleted: true, is_bot: true }],
    ['bot', { ...ours, is_bot: true }],
    ['guest', { ...ours, is_restricted: true }],
    ['guest', { ...ours, is_ultra_restricted: true }],
    ['external', { ...ours, is_stranger: true }],
    ['external', { team_id: 'T_THEIRS' }],
    ['external', { team_id: 'T_THEIRS', enterprise_user: { teams: ['T_OTHER'] } }],
    ['external', {}],
  ])('%s: %j', async (kind, user) => {
    const { approver } = await open(aSlack({ users: { W_SOMEBODY: user } }));
    expect(await approver('W_SOMEBODY')).toMatchObject({ kind });
  });

  test('Slackbot is a bot, although its flag does not say so', async () => {
    const { approver } = await open(aSlack({ users: { USLACKBOT: ours } }));
    expect(await approver('USLACKBOT')).toMatchObject({ kind: 'bot' });
  });

  test('of a person Slack does not know, nothing is said', async () => {
    const { approver } = await open(aSlack(), { users: ['U_GHOST'] });
    await expect(approver('U_GHOST')).rejects.toThrow(/U_GHOST: user_not_found/);
  });
});

describe('who is on the list', () => {
  test('a named person is, and nobody else', async () => {
    const { approver } = await open(aSlack(), { users: ['U_ANN'] });
    expect(await approver('U_ANN')).toMatchObject({ listed: true });
    expect(await approver('U_BOB')).toMatchObject({ listed: false });
  });

  test('a member of a named group is', async () => {
    const { approver } = await open(aSlack(), { groups: ['S1'] });
    expect(await approver('U_BOB')).toMatchObject({ listed: true });
    expect(await approver('U_ANN')).toMatchObject({ listed: false });
  });

  test('with `channel`, full members of the channel are, those of its last page too', async () => {
    const { approver } = await open(
      aSlack({ members: { C1: [['U_ANN'], ['U_CAT', 'U_ROBOT']] } }),
      {
        channelMembers: true,
      },
    );
    expect(await approver('U_CAT')).toMatchObject({ listed: true });
    expect(await approver('U_BOB')).toMatchObject({ listed: false });
    expect(await approver('U_ROBOT')).toMatchObject({ listed: false });
  });

  test('a group that Slack does not have makes everybody else doubtful, but nobody listed less', async () => {
    const { approver } = await open(aSlack(), { users: ['U_ANN'], groups: ['S1', 'S_GONE'] });
    expect(await approver('U_ANN')).toMatchObject({ listed: true });
    expect(await approver('U_BOB')).toMatchObject({ listed: true });
    await expect(approver('U_CAT')).rejects.toThrow();
  });

  test('the lists of the two roles are not mixed up', async () => {
    const { directory } = await open(aSlack(), { users: ['U_ANN'] });
    expect(await directory.standing('U_ANN', 'C1', 'requester')).toMatchObject({ listed: false });
  });
});

test('a target with approvers of its own has these and no others', async () => {
  const { directory, approver } = await open(aSlack(), { users: ['U_ANN', 'U_CAT'] });
  const inStrict = { approverOf: 'strict' };
  expect(await directory.standing('U_ANN', 'C1', inStrict)).toMatchObject({ listed: false });
  expect(await directory.standing('U_CAT', 'C1', inStrict)).toMatchObject({ listed: true });
  expect(await approver('U_ANN')).toMatchObject({ listed: true });
  expect(await approversIn(directory, 'U_BOB', 9, 'strict')).toEqual(['U_CAT']);
  expect(await approversIn(directory, 'U_BOB', 9)).toEqual(['U_ANN', 'U_CAT']);
});

describe('where a request is made', () => {
  test.each([
    ['channel', { is_member: true }],
    ['channel', { name: 'of a Slack that does not tell whether the bot is a member' }],
    ['bot not in channel', { is_member: false }],
    ['archived', { is_member: false, is_archived: true }],
    ['direct message', { is_mpim: true, is_member: true }],
    ['direct message', { is_im: true }],
  ])('%s: %j', async (kind, channel) => {
    const { directory } = await open(aSlack({ channels: { G1: channel } }));
    expect(await directory.place('G1')).toMatchObject({ kind });
  });

  test('a channel Slack does not show to the bot is one it is not in', async () => {
    const { directory } = await open(aSlack());
    expect(await directory.place('C_SECRET')).toEqual({ kind: 'bot not in channel' });
  });

  test('a direct message is known without a call', async () => {
    const { api, directory } = await open(aSlack());
    expect(await directory.place('D1')).toEqual({ kind: 'direct message' });
    expect(api.calls).toEqual([]);
  });

  test('a bot that has just been invited is not told for a minute that it is missing', async () => {
    const slack = aSlack({ channels: {} });
    const { directory } = await open(slack);
    await directory.place('C1');
    slack.channels['C1'] = { is_member: true };
    expect(await directory.place('C1')).toMatchObject({ kind: 'channel' });
  });

  test.each(['is_ext_shared', 'is_pending_ext_shared'])('%s means shared outside', async (how) => {
    const { approver, directory } = await open(
      aSlack({ channels: { C1: { is_member: true, [how]: true } } }),
      { channelMembers: true },
    );
    expect(await approver('U_ANN')).toMatchObject({ sharedOutside: true });
    expect(await approversIn(directory, 'U_BOB', 3)).toEqual([]);
  });

  test('nobody has a standing where the bot is not', async () => {
    const { approver } = await open(aSlack({ channels: {} }), { users: ['U_ANN'] });
    await expect(approver('U_ANN')).rejects.toThrow('bot not in channel');
  });
});

describe('who may approve in a channel', () => {
  test('only members of it who are on the list, are people, and are not left out', async () => {
    const { directory } = await open(aSlack({ groups: { S1: ['U_BOB', 'U_AWAY', 'U_ROBOT'] } }), {
      users: ['U_ANN', 'U_AWAY'],
      groups: ['S1'],
    });
    expect(await approversIn(directory, 'U_ANN', 9)).toEqual(['U_BOB']);
  });

  test('no more than enough, and no more is asked than needed', async () => {
    const { api, directory } = await open(aSlack(), { channelMembers: true });
    expect(await approversIn(directory, 'U_ANN', 1)).toEqual(['U_BOB']);
    expect(api.callsOf('users.info')).toHaveLength(1);
  });

  test('a person in doubt matters only where the others do not suffice', async () => {
    const slack = aSlack({ members: { C1: [['U_GHOST', 'U_ANN', 'U_BOB']] } });
    const { directory } = await open(slack, { channelMembers: true });
    expect(await approversIn(directory, 'U_ANN', 1)).toEqual(['U_BOB']);
    await expect(approversIn(directory, 'U_ANN', 2)).rejects.toThrow('U_GHOST');
  });
});
