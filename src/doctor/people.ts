import type { PeopleList } from '../config/types.ts';
import type { GroupFound, PeopleFound } from '../ops/doctor/people.ts';
import type { Asked, SignedIn } from '../slack/probe.ts';

/** Of a larger group the rest is not asked about: Slack allows about a hundred such calls a minute. */
const MOST_MEMBERS = 50;

/** Asks Slack about everybody on a list. */
export async function findPeople(
  variable: PeopleFound['variable'],
  { users, groups, channelMembers }: PeopleList,
  slack: Pick<SignedIn, 'person' | 'group'>,
): Promise<PeopleFound> {
  const [persons, found] = await Promise.all([
    each(users, slack.person),
    each(groups, (group) => findGroup(group, slack)),
  ]);
  return { variable, channelMembers, users: persons, groups: found };
}

async function findGroup(
  id: string,
  slack: Pick<SignedIn, 'person' | 'group'>,
): Promise<Asked<GroupFound>> {
  const group = await slack.group(id);
  if (!group.ok) return group;
  const members = await each([...group.value].slice(0, MOST_MEMBERS), slack.person);
  return { ok: true, value: { size: group.value.size, members } };
}

async function each<T>(
  ids: readonly string[],
  ask: (id: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const answers = ids.map(async (id) => [id, await ask(id)] as const);
  return new Map(await Promise.all(answers));
}
