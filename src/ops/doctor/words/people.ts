import { type Check, fail, ok, warn } from '../check.ts';
import { type PeopleFound, peopleFaults } from '../people.ts';

const NAMES = { APPROVERS: 'Approvers', REQUESTERS: 'Requesters' };
const ACT = { APPROVERS: 'approve', REQUESTERS: 'ask' };

/** `required`: how many different people it takes; 1 for requesters. */
export function peopleCheck(found: PeopleFound, required: number): Check {
  const { variable, channelMembers } = found;
  const id = `slack.${variable.toLowerCase()}`;
  const name = NAMES[variable];
  const { broken, partly, able, unknown } = peopleFaults(found);
  const next = `Correct ${variable}, or the user group in Slack.`;
  if (broken.length > 0)
    return fail(id, `${name}: these cannot ${ACT[variable]}: ${broken.join('; ')}.`, next);
  if (!channelMembers && unknown === 0 && able < required)
    return fail(
      id,
      `${name}: ${able} can ${ACT[variable]}, and REQUIRED_APPROVALS takes ${required}.`,
      `Name more people in ${variable}, or lower REQUIRED_APPROVALS.`,
    );
  if (partly.length > 0)
    return warn(id, `${name}: these cannot ${ACT[variable]}: ${partly.join('; ')}.`, next);
  return ok(id, `${name}: ${whoCan(found, able)}`);
}

function whoCan({ users, groups, channelMembers }: PeopleFound, able: number): string {
  const listed = users.size + groups.size;
  const members = 'full members of the channel of the request';
  if (listed === 0) return `the ${members}.`;
  const also = channelMembers ? `, and the ${members}` : '';
  return `${able} full ${able === 1 ? 'member' : 'members'} of the workspace, by ${[...users.keys(), ...groups.keys()].join(', ')}${also}.`;
}
