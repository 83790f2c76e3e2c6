import { type Check, fail, ok, warn } from '../check.ts';
import { type ListName, type PeopleFound, peopleFaults } from '../people.ts';

interface ListWords {
  /** Of its check. */
  readonly id: string;
  readonly name: string;
  /** What its people do. */
  readonly act: string;
  /** Where it stands. */
  readonly setting: string;
}

/** `required`: how many different people it takes; 1 for requesters. */
export function peopleCheck(found: PeopleFound, required: number): Check {
  const { list, channelMembers } = found;
  const { id, name, act, setting } = listWords(list);
  const { broken, partly, able, unknown } = peopleFaults(found);
  const next = `Correct ${setting}, or the user group in Slack.`;
  if (broken.length > 0)
    return fail(id, `${name}: these cannot ${act}: ${broken.join('; ')}.`, next);
  if (!channelMembers && unknown === 0 && able < required)
    return fail(
      id,
      `${name}: ${able} can ${act}, and REQUIRED_APPROVALS takes ${required}.`,
      `Name more people in ${setting}, or lower REQUIRED_APPROVALS.`,
    );
  if (partly.length > 0)
    return warn(id, `${name}: these cannot ${act}: ${partly.join('; ')}.`, next);
  return ok(id, `${name}: ${whoCan(found, able)}`);
}

/** How a list is called, also where it is not looked at. */
export function listWords(list: ListName): ListWords {
  if (list === 'APPROVERS')
    return { id: 'slack.approvers', name: 'Approvers', act: 'approve', setting: list };
  if (list === 'REQUESTERS')
    return { id: 'slack.requesters', name: 'Requesters', act: 'ask', setting: list };
  const target = list.approversOf;
  return {
    ...{ id: `target.${target}.approvers`, name: `Approvers of ${target}`, act: 'approve' },
    setting: `approvers of ${target} in DDS_TARGETS_FILE`,
  };
}

function whoCan({ users, groups, channelMembers }: PeopleFound, able: number): string {
  const listed = users.size + groups.size;
  const members = 'full members of the channel of the request';
  if (listed === 0) return `the ${members}.`;
  const also = channelMembers ? `, and the ${members}` : '';
  return `${able} full ${able === 1 ? 'member' : 'members'} of the workspace, by ${[...users.keys(), ...groups.keys()].join(', ')}${also}.`;
}
