import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { PersonKind } from '../../request/policy.ts';
import type { Clock } from '../../workflow/ports.ts';
import { sayFault } from '../web/fault.ts';
import { DirectoryError } from './directory-error.ts';
import { createFresh, type Fresh } from './fresh.ts';
import { personKind, userAnswer } from './person-kind.ts';
import { askPlace, type SlackPlace } from './place.ts';

/** What Slack knows, each with its own cache. Every `get` rejects with a `DirectoryError` on doubt. */
export interface SlackFacts {
  readonly person: Fresh<PersonKind>;
  readonly place: Fresh<SlackPlace>;
  readonly membersOfChannel: Fresh<ReadonlySet<string>>;
  readonly membersOfGroup: Fresh<ReadonlySet<string>>;
}

export interface SlackFactsOptions {
  readonly client: WebClient;
  /** The workspace whose full members are members. */
  readonly teamId: string;
  readonly clock: Clock;
  readonly ttlMs: number;
}

/** The largest page Slack gives: https://docs.slack.dev/reference/methods/conversations.members */
const PAGE_SIZE = 999;
/** So a cursor that never ends is an error, not a loop. */
const MOST_PAGES = 200;

const membersAnswer = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().default('') }).default({ next_cursor: '' }),
});
const groupAnswer = z.object({ users: z.array(z.string()) });

export function createSlackFacts({ client, teamId, clock, ttlMs }: SlackFactsOptions): SlackFacts {
  const kept = { clock, ttlMs };
  return {
    person: createFresh({
      ...kept,
      most: 5_000,
      ask: clearly('who a person is', async (user) =>
        personKind(userAnswer.parse(await client.apiCall('users.info', { user })).user, teamId),
      ),
    }),
    place: createFresh({
      ...kept,
      most: 1_000,
      ask: clearly('what a channel is', (channel) => askPlace(client, channel)),
      // A person who reads "invite the bot" does so at once, and must not be told it again.
      keeps: ({ kind }) => kind === 'channel',
    }),
    membersOfChannel: createFresh({
      ...kept,
      most: 100,
      ask: clearly('who is in a channel', (channel) => askMembers(client, channel)),
    }),
    membersOfGroup: createFresh({
      ...kept,
      most: 100,
      ask: clearly('who is in a user group', async (usergroup) => {
        const answer = await client.apiCall('usergroups.users.list', { usergroup });
        return new Set(groupAnswer.parse(answer).users);
      }),
    }),
  };
}

function clearly<V>(what: string, ask: (id: string) => Promise<V>) {
  return async (id: string): Promise<V> => {
    try {
      return await ask(id);
    } catch (error) {
      throw new DirectoryError(`Slack does not say ${what} (${id}: ${sayFault(error)})`, {
        cause: error,
      });
    }
  };
}

async function askMembers(client: WebClient, channel: string): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const args = { channel, limit: PAGE_SIZE, cursor };
    const answer = membersAnswer.parse(await client.apiCall('conversations.members', args));
    for (const member of answer.members) members.add(member);
    cursor = answer.response_metadata.next_cursor;
    if (cursor === '') return members;
  }
  throw new Error('Too many pages of members');
}
