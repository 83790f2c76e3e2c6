import type { PeopleList } from '../config/types.ts';
import type { GroupFound, ListName, PeopleFound } from '../ops/doctor/people.ts';
import type { Asked, SignedIn } from '../slack/probe.ts';

/** Members of groups that are asked about, in all: Slack allows about a hundred such calls a minute. */
const MOST_MEMBERS = 50;

/** People of a list, and how it is called. */
export interface NamedList {
  readonly list: ListName;
  readonly people: PeopleList;
}

type Questions = Pick<SignedIn, 'person' | 'group'>;

/** Asks Slack about everybody on these lists. Of large groups the rest is not asked about. */
export async function findPeople(
  lists: readonly NamedList[],
  slack: Questions,
): Promise<readonly PeopleFound[]> {
  const groups = new Set(lists.flatMap(({ people }) => people.groups));
  const most = Math.ceil(MOST_MEMBERS / Math.max(1, groups.size));
  return await Promise.all(lists.map((named) => findList(named, slack, most)));
}

async function findList(
  { list, people: { users, groups, channelMembers } }: NamedList,
  slack: Questions,
  mostMembers: number,
): Promise<PeopleFound> {
  const [persons, found] = await Promise.all([
    each(users, slack.person),
    each(groups, (group) => findGroup(group, slack, mostMembers)),
  ]);
  return { list, channelMembers, users: persons, groups: found };
}

async function findGroup(
  id: string,
  slack: Questions,
  mostMembers: number,
): Promise<Asked<GroupFound>> {
  const group = await slack.group(id);
  if (!group.ok) return group;
  const members = await each([...group.value].slice(0, mostMembers), slack.person);
  return { ok: true, value: { size: group.value.size, members } };
}

async function each<T>(
  ids: readonly string[],
  ask: (id: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const answers = ids.map(async (id) => [id, await ask(id)] as const);
  return new Map(await Promise.all(answers));
}
