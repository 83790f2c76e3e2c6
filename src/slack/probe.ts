import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { PersonKind } from '../request/policy.ts';
import type { DatedAnswer } from '../workflow/moment.ts';
import type { Clock } from '../workflow/ports.ts';
import { askIdentity } from './connection/identity.ts';
import { SlackTokenError, SlackUnreachableError } from './connection/start-errors.ts';
import { DirectoryError } from './directory/directory-error.ts';
import type { SlackPlace } from './directory/place.ts';
import { createSlackFacts } from './directory/slack-facts.ts';
import { slackClientOptions } from './web/client.ts';
import { sayFault } from './web/fault.ts';
import { createOutboxLimiter } from './web/outbox-limiter.ts';

/** What Slack answered, or why it did not: its code, a status, or a network code. */
export type Asked<T> = { readonly ok: true; readonly value: T } | Unanswered;
export interface Unanswered {
  readonly ok: false;
  readonly code: string;
}

/** Questions to Slack, each on its own and none with an effect, for a person who looks for a fault. */
export interface SlackProbe {
  signIn(): Promise<Asked<SignedIn>>;
  /** Where a Socket Mode connection would go. Slack is asked for an address; nothing is connected to it. */
  socketOrigin(appToken: string): Promise<Asked<string>>;
  /** The first answer that told the time, of those so far. */
  answer(): DatedAnswer | null;
  close(): Promise<void>;
}

export interface SignedIn {
  readonly team: string;
  readonly bot: string;
  /** What the token was granted; `null` where Slack did not say. */
  readonly scopes: readonly string[] | null;
  /** The channels that the bot is in, archived ones apart. */
  channels(): Promise<Asked<readonly JoinedChannel[]>>;
  place(channel: string): Promise<Asked<SlackPlace>>;
  person(user: string): Promise<Asked<PersonKind>>;
  group(group: string): Promise<Asked<ReadonlySet<string>>>;
}

export interface JoinedChannel {
  readonly id: string;
  readonly name: string;
  readonly sharedOutside: boolean;
}

export interface SlackProbeOptions {
  readonly botToken: string;
  readonly apiUrl: string;
  /** Longest time one call may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

type Fetch = NonNullable<WebClientOptions['fetch']>;

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** So a cursor that never ends is an error, not a loop. */
const MOST_PAGES = 20;

const flag = z.boolean().default(false);
const openAnswer = z.object({ url: z.string().transform((url) => new URL(url).origin) });
const channelsAnswer = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string().default(''),
      is_ext_shared: flag,
      is_pending_ext_shared: flag,
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().default('') }).default({ next_cursor: '' }),
});
const nameAnswer = z.object({
  team: z.string().default(''),
  user: z.string().default(''),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Asks nothing yet. */
export function openSlackProbe({
  botToken,
  apiUrl,
  timeoutMs,
  clock,
}: SlackProbeOptions): SlackProbe {
  const outbox = createOutboxLimiter();
  let first: DatedAnswer | null = null;

  function clientFor(token: string): WebClient {
    const options = slackClientOptions({ apiUrl, timeoutMs, outbox, logger: QUIET });
    const send: Fetch = options.fetch ?? fetch;
    const dated: Fetch = async (...call) => {
      const sentAt = clock.now();
      const answer = await send(...call);
      const date = answer.headers.get('date');
      if (date !== null) first ??= { date, sentAt, answeredAt: clock.now() };
      return answer;
    };
    return new WebClient(token, { ...options, fetch: dated });
  }

  return {
    signIn: () => asked(() => signIn(clientFor(botToken), clock)),
    socketOrigin: (appToken) =>
      asked(async () => {
        const answer = await clientFor(appToken).apiCall('apps.connections.open');
        return openAnswer.parse(answer).url;
      }),
    answer: () => first,
    close: () => outbox.close(),
  };
}

async function signIn(client: WebClient, clock: Clock): Promise<SignedIn> {
  let answer: unknown;
  const { teamId } = await askIdentity({
    apiCall: async (...call) => {
      const result = await client.apiCall(...call);
      answer = result;
      return result;
    },
  });
  const { team, user, response_metadata } = nameAnswer.parse(answer);
  const facts = createSlackFacts({ client, teamId, clock, ttlMs: 60_000 });
  return {
    team,
    bot: user,
    scopes: response_metadata?.scopes ?? null,
    channels: () => asked(() => askChannels(client)),
    place: (channel) => asked(() => facts.place.get(channel)),
    person: (id) => asked(() => facts.person.get(id)),
    group: (id) => asked(() => facts.membersOfGroup.get(id)),
  };
}

async function askChannels(client: WebClient): Promise<readonly JoinedChannel[]> {
  const joined: JoinedChannel[] = [];
  const args = { types: 'public_channel,private_channel', exclude_archived: true, limit: 200 };
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES && cursor !== ''; pages += 1) {
    const page = await client.apiCall('users.conversations', { ...args, cursor });
    const { channels, response_metadata } = channelsAnswer.parse(page);
    for (const { id, name, is_ext_shared, is_pending_ext_shared } of channels)
      joined.push({ id, name, sharedOutside: is_ext_shared || is_pending_ext_shared });
    cursor = response_metadata.next_cursor;
  }
  return joined;
}

async function asked<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof SlackTokenError) return error.slackSays;
  if (error instanceof SlackUnreachableError) return error.code;
  if (error instanceof DirectoryError) return sayFault(error.cause);
  return sayFault(error);
}
