import type { PersonKind } from '../../request/policy.ts';
import type { Asked } from '../../slack/probe.ts';

/** A list of people: that of a variable, or a target's own approvers in `DDS_TARGETS_FILE`. */
export type ListName = 'APPROVERS' | 'REQUESTERS' | { readonly approversOf: string };

/** Everybody that a list names, and what Slack says of each. */
export interface PeopleFound {
  readonly list: ListName;
  /** The word `channel` is in the list. */
  readonly channelMembers: boolean;
  readonly users: ReadonlyMap<string, Asked<PersonKind>>;
  readonly groups: ReadonlyMap<string, Asked<GroupFound>>;
}

export interface GroupFound {
  readonly size: number;
  /** Members of the group that were asked about; of a very large one, not all. */
  readonly members: ReadonlyMap<string, Asked<PersonKind>>;
}

/** What is wrong with a list. */
export interface PeopleFaults {
  /** Cannot act at all: named in vain. */
  readonly broken: readonly string[];
  /** A few of a group who cannot, while others of it can. */
  readonly partly: readonly string[];
  /** Different people who can. */
  readonly able: number;
  /** How many were not told of, so that `able` may be too small. */
  readonly unknown: number;
}

export function peopleFaults({ users, groups }: PeopleFound): PeopleFaults {
  const named = [...users].flatMap(([user, answer]) => {
    const why = whyNot(answer);
    return why === null ? [] : [`${user} (${why})`];
  });
  const ofGroups = [...groups].map(([group, answer]) => groupFaults(group, answer));
  const everybody = new Map([...users, ...[...groups.values()].flatMap(membersOf)]);
  const answers = [...everybody.values()];
  const unasked = [...groups.values()].map((answer) =>
    answer.ok ? answer.value.size - answer.value.members.size : 1,
  );
  return {
    broken: [...named, ...ofGroups.flatMap(({ broken }) => broken)],
    partly: ofGroups.flatMap(({ partly }) => partly),
    able: answers.filter(isAble).length,
    unknown: unasked.reduce((sum, count) => sum + count, answers.filter(({ ok }) => !ok).length),
  };
}

function groupFaults(
  group: string,
  answer: Asked<GroupFound>,
): Pick<PeopleFaults, 'broken' | 'partly'> {
  if (!answer.ok) return { broken: [`${group} (${inWords(answer.code)})`], partly: [] };
  const { size, members } = answer.value;
  if (size === 0) return { broken: [`${group} (an empty group)`], partly: [] };
  const unable = [...members].flatMap(([user, member]) => {
    const why = whyNot(member);
    return why === null ? [] : [`${user} (${why})`];
  });
  if (unable.length === 0) return { broken: [], partly: [] };
  if (unable.length === size)
    return { broken: [`${group} (nobody of it can: ${unable.join(', ')})`], partly: [] };
  return { broken: [], partly: [`${unable.join(', ')} of ${group}`] };
}

function membersOf(answer: Asked<GroupFound>): readonly (readonly [string, Asked<PersonKind>])[] {
  return answer.ok ? [...answer.value.members] : [];
}

function isAble(answer: Asked<PersonKind>): boolean {
  return answer.ok && answer.value === 'member';
}

function whyNot(answer: Asked<PersonKind>): string | null {
  if (!answer.ok) return inWords(answer.code);
  return answer.value === 'member' ? null : KINDS[answer.value];
}

function inWords(code: string): string {
  return UNKNOWN.get(code) ?? `Slack does not say: ${code}`;
}

const UNKNOWN: ReadonlyMap<string, string> = new Map([
  ['user_not_found', 'unknown to Slack'],
  ['user_not_visible', 'not to be seen by the bot'],
  ['no_such_subteam', 'no such user group'],
]);

const KINDS: Readonly<Record<Exclude<PersonKind, 'member'>, string>> = {
  guest: 'a guest',
  bot: 'a bot',
  deactivated: 'deactivated',
  external: 'of another organisation',
};
