import { afterEach, expect, test } from '@jest/globals';
import { DirectoryError } from '../../../src/slack/directory/directory-error.ts';
import { createFresh } from '../../../src/slack/directory/fresh.ts';
import type { PeopleList } from '../../../src/slack/directory/people-list.ts';
import { aSlack, openDirectory, type SlackPeople, timeAt } from './slack-people.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(slack: SlackPeople, approver: Partial<PeopleList>) {
  const opened = await openDirectory(slack, approver);
  closing.push(opened.close);
  return opened;
}

test('a warm answer makes no call, whoever asks', async () => {
  const { api, approver, directory } = await open(aSlack(), {
    channelMembers: true,
    groups: ['S1'],
  });
  await approver('U_ANN');
  await approver('U_BOB');
  const cold = api.calls.length;
  await approver('U_ANN');
  await approver('U_BOB');
  await directory.place('C1');
  expect(api.calls).toHaveLength(cold);
});

test('callers at the same moment share each question', async () => {
  const { api, approver } = await open(aSlack({ members: { C1: [['U_ANN']] } }), {
    channelMembers: true,
    groups: ['S1'],
  });
  await Promise.all(Array.from({ length: 20 }, () => approver('U_ANN')));
  expect(api.calls.map(({ method }) => method).sort()).toEqual([
    'conversations.info',
    'conversations.members',
    'usergroups.users.list',
    'users.info',
  ]);
});

test('a person deactivated a minute ago is no longer a member', async () => {
  const slack = aSlack();
  const { approver, time } = await open(slack, { users: ['U_ANN'] });
  await approver('U_ANN');
  slack.users['U_ANN'] = { deleted: true };
  time.ms += 60_000;
  expect(await approver('U_ANN')).toMatchObject({ kind: 'member' });
  time.ms += 1;
  expect(await approver('U_ANN')).toMatchObject({ kind: 'deactivated' });
});

test('a failure is told once and not kept', async () => {
  const slack = aSlack({ failing: { 'users.info': 'internal_error' } });
  const { approver } = await open(slack, { users: ['U_ANN'] });
  await expect(approver('U_ANN')).rejects.toThrow('U_ANN: internal_error');
  slack.failing = {};
  expect(await approver('U_ANN')).toMatchObject({ kind: 'member', listed: true });
});

test('a person of whom Slack tells too late is one it gave no clear answer about', async () => {
  const slack = aSlack();
  const { approver, time } = await open(slack, { users: ['U_ANN'] });
  const standing = approver('U_ANN');
  time.ms += 60_001;
  await expect(standing).rejects.toBeInstanceOf(DirectoryError);
  expect(await approver('U_ANN')).toMatchObject({ kind: 'member', listed: true });
});

test('no answer of Slack is believed that cannot be read', async () => {
  const { approver } = await open(aSlack({ users: { U_ANN: { deleted: 'no' } } }), {
    users: ['U_ANN'],
  });
  await expect(approver('U_ANN')).rejects.toThrow('answer could not be read');
});

function freshWith(ttlMs: number, most: number) {
  const time = { ms: 0, setBy: 0 };
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const fresh = createFresh({
    ask: async (key) => {
      asked.push(key);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return key;
    },
    clock: timeAt(time),
    ttlMs,
    most,
  });
  const answered = async (key: string) => {
    const answer = fresh.get(key);
    for (const resolve of waiting.splice(0)) resolve();
    return await answer;
  };
  return { fresh, time, asked, waiting, answered };
}

test('the age of an answer counts from when it was asked for, not from when it came', async () => {
  const { fresh, time, asked, waiting, answered } = freshWith(100, 9);
  const slow = fresh.get('a');
  time.ms = 90;
  for (const resolve of waiting.splice(0)) resolve();
  await slow;
  time.ms = 101;
  await answered('a');
  expect(asked).toEqual(['a', 'a']);
});

test('an answer that took longer than it may be old is not used at all', async () => {
  const { fresh, time, waiting } = freshWith(100, 9);
  const slow = fresh.get('a');
  time.ms = 101;
  for (const resolve of waiting.splice(0)) resolve();
  await expect(slow).rejects.toThrow('too long');
  await expect(slow).rejects.toBeInstanceOf(DirectoryError);
});

test.each([
  ['set back meanwhile', 101, -100],
  ['set forward, as it seems after the sleep of a machine', 0, 1_000],
])('nothing old is used though the clock was %s', async (_how, passedMs, setBy) => {
  const { time, asked, answered } = freshWith(100, 9);
  await answered('a');
  Object.assign(time, { ms: passedMs, setBy });
  await answered('a');
  expect(asked).toEqual(['a', 'a']);
});

test('no more answers are kept than allowed, the oldest go first', async () => {
  const { asked, answered } = freshWith(100, 2);
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await answered(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
