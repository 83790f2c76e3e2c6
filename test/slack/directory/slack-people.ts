import { createDirectory } from '../../../src/slack/directory/directory.ts';
import type { PeopleList } from '../../../src/slack/directory/people-list.ts';
import { createSlackClient } from '../../../src/slack/web/client.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import type { Clock } from '../../../src/workflow/ports.ts';
import { openApiServer } from '../web/api-server.ts';
import { recordedLog } from '../web/recorded-log.ts';

const TEAM = 'T_OURS';

/** What a small Slack knows; a test changes only what it is about. */
export interface SlackPeople {
  users: Record<string, object>;
  channels: Record<string, object>;
  members: Record<string, string[][]>;
  groups: Record<string, string[]>;
  /** Method that answers with this error. */
  failing: Record<string, string>;
}

const member = { team_id: TEAM, deleted: false, is_bot: false };

export function aSlack(changes: Partial<SlackPeople> = {}): SlackPeople {
  return {
    users: { U_ANN: member, U_BOB: member, U_CAT: member, U_ROBOT: { ...member, is_bot: true } },
    channels: { C1: { is_member: true } },
    members: {
      C1: [
        ['U_ANN', 'U_BOB'],
        ['U_CAT', 'U_ROBOT'],
      ],
    },
    groups: { S1: ['U_BOB'] },
    failing: {},
    ...changes,
  };
}

const nobody: PeopleList = { users: [], groups: [], channelMembers: false };
/** Approvers of the target `strict` alone. */
const strict: PeopleList = { ...nobody, users: ['U_CAT'] };

export async function openDirectory(slack: SlackPeople, approver: Partial<PeopleList> = {}) {
  const time = { ms: 1_000_000, setBy: 0 };
  const found = (key: string, value: unknown, error: string) =>
    value === undefined ? { ok: false, error } : { ok: true, [key]: value };
  const answers: Parameters<typeof openApiServer>[0] = {
    'users.info': ({ args }) => {
      const { user = '' } = args;
      const known = slack.users[user];
      return found('user', known && { id: user, ...known }, 'user_not_found');
    },
    'conversations.info': ({ args }) =>
      found('channel', slack.channels[args['channel'] ?? ''], 'channel_not_found'),
    'conversations.members': ({ args }) => {
      const pages = slack.members[args['channel'] ?? ''];
      const at = Number(args['cursor'] ?? 0);
      const next_cursor = at + 1 < (pages?.length ?? 0) ? String(at + 1) : '';
      const answer = found('members', pages?.[at], 'channel_not_found');
      return { ...answer, response_metadata: { next_cursor } };
    },
    'usergroups.users.list': ({ args }) =>
      found('users', slack.groups[args['usergroup'] ?? ''], 'no_such_subteam'),
  };
  const api = await openApiServer(
    Object.fromEntries(
      Object.entries(answers).map(([method, answer]) => [
        method,
        (call, nth) => {
          const error = slack.failing[method];
          return error === undefined ? answer(call, nth) : { ok: false, error };
        },
      ]),
    ),
  );
  const outbox = createOutboxLimiter();
  const options = { token: 'xoxb-fake', apiUrl: api.apiUrl, outbox, logger: recordedLog() };
  const directory = createDirectory({
    client: createSlackClient(options),
    requesters: nobody,
    approversOf: (target) => (target === 'strict' ? strict : { ...nobody, ...approver }),
    teamId: TEAM,
    clock: timeAt(time),
  });
  return {
    api,
    directory,
    time,
    approver: (user: string) => directory.standing(user, 'C1', { approverOf: 'example' }),
    async close() {
      await outbox.close();
      await api.close();
    },
  };
}

/** A clock that a test moves, and sets. Nothing waits for it. */
export function timeAt(time: { readonly ms: number; readonly setBy: number }): Clock {
  return {
    now: () => new Date(time.ms + time.setBy),
    steady: () => time.ms,
    after: () => () => undefined,
  };
}
