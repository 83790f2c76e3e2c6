import { DirectoryError } from './directory-error.ts';
import type { SlackFacts } from './slack-facts.ts';

/** One of `APPROVERS` and `REQUESTERS`, as configured. */
export interface PeopleList {
  readonly users: readonly string[];
  /** User groups, `S…`. */
  readonly groups: readonly string[];
  /** Full members of the channel of the request. */
  readonly channelMembers: boolean;
}

/**
 * Whether somebody is on a list. One source that says so is enough; that nobody says so counts
 * only if every source has answered, else this rejects.
 */
export async function isListed(
  facts: SlackFacts,
  { users, groups, channelMembers }: PeopleList,
  user: string,
  channel: string,
): Promise<boolean> {
  if (users.includes(user)) return true;
  const sources = groups.map(async (group) => (await facts.membersOfGroup.get(group)).has(user));
  if (channelMembers) sources.push(isFullMember(facts, user, channel));
  return await anyOf(sources);
}

/** Everybody on a list who is in the channel, the named first; what kind of person each is, is not asked here. */
export async function listedIn(
  facts: SlackFacts,
  { users, groups, channelMembers }: PeopleList,
  channel: string,
): Promise<readonly string[]> {
  const [inChannel, inGroups] = await Promise.all([
    facts.membersOfChannel.get(channel),
    Promise.allSettled(groups.map((group) => facts.membersOfGroup.get(group))),
  ]);
  if (channelMembers) return [...inChannel];
  const people = inGroups.flatMap((group) =>
    group.status === 'fulfilled' ? [...group.value] : [],
  );
  const listed = [...new Set([...users, ...people])].filter((user) => inChannel.has(user));
  const failed = inGroups.find((group) => group.status === 'rejected');
  if (listed.length === 0 && failed !== undefined) throw failed.reason;
  return listed;
}

async function isFullMember(facts: SlackFacts, user: string, channel: string): Promise<boolean> {
  const [kind, members] = await Promise.all([
    facts.person.get(user),
    facts.membersOfChannel.get(channel),
  ]);
  return kind === 'member' && members.has(user);
}

async function anyOf(sources: readonly Promise<boolean>[]): Promise<boolean> {
  const answers = await Promise.allSettled(sources);
  if (answers.some((answer) => answer.status === 'fulfilled' && answer.value)) return true;
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) {
    throw new DirectoryError('Not everybody on the list is known', { cause: failed.reason });
  }
  return false;
}
