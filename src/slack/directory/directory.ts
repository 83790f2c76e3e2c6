import type { Standing } from '../../request/policy.ts';
import type { Directory, Role } from '../../workflow/ports.ts';
import { DirectoryError } from './directory-error.ts';
import { isListed, listedIn, type PeopleList } from './people-list.ts';
import type { SlackPlace } from './place.ts';
import { createSlackFacts, type SlackFacts, type SlackFactsOptions } from './slack-facts.ts';

interface DirectoryOptions extends Omit<SlackFactsOptions, 'ttlMs'> {
  readonly requesters: PeopleList;
  /** Who may approve what is in this target. */
  approversOf(target: string): PeopleList;
  readonly ttlMs?: number;
}

/** Asks Slack, and keeps what it says for a minute; warm, an answer makes no call. */
export function createDirectory({
  requesters,
  approversOf,
  ttlMs = 60_000,
  ...options
}: DirectoryOptions): Directory {
  const facts = createSlackFacts({ ...options, ttlMs });
  return {
    place: (channel) => facts.place.get(channel),
    standing: (user, channel, role) => standing(facts, listFor(role), user, channel),
    isMember: async (user, channel) => (await facts.membersOfChannel.get(channel)).has(user),
    kind: (user) => facts.person.get(user),
    approversIn: async ({ channel, target, except, enough }) => {
      const [place, listed] = await Promise.all([
        facts.place.get(channel),
        listedIn(facts, approversOf(target), channel),
      ]);
      if (isSharedOutside(place)) return [];
      return await membersAmong(
        facts,
        listed.filter((user) => user !== except),
        enough,
      );
    },
  };

  function listFor(role: Role): PeopleList {
    return role === 'requester' ? requesters : approversOf(role.approverOf);
  }
}

async function standing(
  facts: SlackFacts,
  list: PeopleList,
  user: string,
  channel: string,
): Promise<Standing> {
  const [place, kind, listed] = await Promise.all([
    facts.place.get(channel),
    facts.person.get(user),
    isListed(facts, list, user, channel),
  ]);
  return { kind, listed, sharedOutside: isSharedOutside(place) };
}

function isSharedOutside(place: SlackPlace): boolean {
  if (place.kind !== 'channel')
    throw new DirectoryError(`No request can be made here: ${place.kind}`);
  return place.sharedOutside;
}

/** The first full members among some people. One who cannot be judged matters only where the others do not suffice. */
async function membersAmong(
  facts: SlackFacts,
  people: readonly string[],
  enough: number,
): Promise<readonly string[]> {
  const members: string[] = [];
  const doubts: unknown[] = [];
  for (let from = 0; from < people.length && members.length < enough; from += enough) {
    const batch = people.slice(from, from + enough);
    const kinds = await Promise.all(
      batch.map((user) =>
        facts.person.get(user).catch((doubt: unknown) => void doubts.push(doubt)),
      ),
    );
    members.push(...batch.filter((_, at) => kinds[at] === 'member'));
  }
  if (members.length < enough && doubts.length > 0) throw doubts[0];
  return members.slice(0, enough);
}
