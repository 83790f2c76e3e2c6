import { readChannels, readPeople } from './people.ts';
import type { PeopleList, PolicyConfig } from './types.ts';
import { isOn, wholeNumber } from './values.ts';
import { shown, type Variables } from './variables.ts';

const MINUTE_MS = 60_000;
const LONGEST_TTL_MINUTES = 7 * 24 * 60;
const DEFAULT_TTL_MINUTES = 60;
const CHANNEL_MEMBERS: PeopleList = { users: [], groups: [], channelMembers: true };

export function readPolicy(variables: Variables): PolicyConfig | undefined {
  const channels = readChannels(variables);
  const approvers = readApprovers(variables, channels);
  const policy = {
    channels,
    requesters: readPeople(variables, 'REQUESTERS') ?? CHANNEL_MEMBERS,
    requiredApprovals: wholeNumber(variables, 'REQUIRED_APPROVALS', {
      fallback: 1,
      least: 1,
      most: 10,
    }),
    ttlMs: readTtl(variables),
    requireReason: isOn(variables, 'REQUIRE_REASON', 'off'),
    mentionApprovers: isOn(variables, 'MENTION_APPROVERS', 'on'),
    emergencyApproval: readEmergency(variables, approvers),
    dryRun: isOn(variables, 'DRY_RUN', 'off'),
  };
  return approvers && { ...policy, approvers };
}

function readApprovers(
  variables: Variables,
  channels: ReadonlySet<string> | null,
): PeopleList | undefined {
  const approvers = readPeople(variables, 'APPROVERS');
  if (approvers === undefined)
    return variables.fault('APPROVERS', 'is missing: who may approve', 'U0123ABCD,S0456EFGH');
  if (approvers.channelMembers && channels === null) {
    const wrong = 'is missing: where the members of a channel approve, the channels must be named';
    return variables.fault('CHANNELS', wrong, 'C0123ABCD');
  }
  return approvers;
}

/** Where the members of a channel approve, everybody could approve alone. */
function readEmergency(variables: Variables, approvers: PeopleList | undefined): boolean {
  const isAllowed = isOn(variables, 'EMERGENCY_APPROVAL', 'off');
  if (isAllowed && approvers?.channelMembers) {
    const wrong = 'cannot be on where APPROVERS is channel: every requester could approve alone';
    variables.fault('EMERGENCY_APPROVAL', wrong, 'off');
  }
  return isAllowed;
}

function readTtl(variables: Variables): number {
  const value = variables.get('APPROVAL_TTL_MINUTES') ?? String(DEFAULT_TTL_MINUTES);
  const minutes = /^(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
  const ms = Math.round(minutes * MINUTE_MS);
  if (ms > 0 && minutes <= LONGEST_TTL_MINUTES) return ms;
  const range = `a number of minutes above 0 and at most ${LONGEST_TTL_MINUTES} (a week)`;
  const wrong = `must be ${range}, and ${shown(value)} is not`;
  variables.fault('APPROVAL_TTL_MINUTES', wrong, String(DEFAULT_TTL_MINUTES));
  return DEFAULT_TTL_MINUTES * MINUTE_MS;
}
