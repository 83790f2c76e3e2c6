import type { PolicyConfig, SlackConfig, SlackMode, TargetConfig } from '../config/types.ts';
import type { Check } from '../ops/doctor/check.ts';
import { joinedCheck, listedCheck } from '../ops/doctor/words/channels.ts';
import { clockCheck, SLACK_SIGNING } from '../ops/doctor/words/clock.ts';
import { endpointCheck } from '../ops/doctor/words/endpoint.ts';
import { leftOut } from '../ops/doctor/words/left-out.ts';
import { listWords, peopleCheck } from '../ops/doctor/words/people.ts';
import {
  appTokenCheck,
  botTokenCheck,
  scopesCheck,
  signingSecretCheck,
} from '../ops/doctor/words/slack.ts';
import { openSlackProbe, type SignedIn, type SlackProbe } from '../slack/probe.ts';
import type { Clock } from '../workflow/ports.ts';
import { manifestScopes } from './manifest.ts';
import type { Part } from './part.ts';
import { findPeople, type NamedList } from './people.ts';
import { reach } from './reach.ts';

export interface SlackPlan {
  readonly webApi: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
  /** `null`: at fault. */
  readonly mode: SlackMode | null;
  /** `null`: at fault. */
  readonly policy: PolicyConfig | null;
  /** Those that could be read. */
  readonly targets: readonly TargetConfig[];
  readonly clock: Clock;
  readonly callMs: number;
}

/** Everything that Slack can be asked without an effect. */
export function slackPart(plan: SlackPlan): Part {
  return {
    id: 'slack',
    name: 'Slack',
    async examine(add) {
      const { webApi, clock, callMs } = plan;
      const probe = openSlackProbe({ ...webApi, timeoutMs: callMs, clock });
      try {
        const [address, signedIn, way] = await Promise.all([
          addressCheck(plan),
          probe.signIn(),
          wayChecks(plan, probe),
        ]);
        add(address, botTokenCheck(signedIn));
        if (!signedIn.ok) {
          add(...way, ...skippedWithoutSignIn(plan));
          return;
        }
        add(scopesCheck(signedIn.value.scopes, await manifestScopes()), ...way);
        const strict = plan.mode?.kind === 'http' ? SLACK_SIGNING : null;
        add(clockCheck('slack.clock', 'Slack', probe.answer(), strict));
        add(...(await policyChecks(plan, signedIn.value)));
      } finally {
        await probe.close();
      }
    },
  };
}

async function addressCheck({ webApi, clock, callMs }: SlackPlan): Promise<Check> {
  const url = new URL(webApi.apiUrl);
  const named = { name: 'Address of Slack', origin: url.origin, variable: 'SLACK_API_URL' };
  return endpointCheck('slack.address', named, await reach(url, callMs), clock.now());
}

/** By which way requests of Slack come in. */
async function wayChecks(
  { mode, clock, callMs }: SlackPlan,
  probe: SlackProbe,
): Promise<readonly Check[]> {
  if (mode === null) return [leftOut('slack.way', 'The way in from Slack', AT_FAULT)];
  if (mode.kind === 'http') return [signingSecretCheck()];
  const origin = await probe.socketOrigin(mode.appToken);
  if (!origin.ok) return [appTokenCheck(origin)];
  const named = { name: 'Address of Socket Mode', origin: origin.value, variable: null };
  const reached = await reach(new URL(origin.value), callMs);
  return [
    appTokenCheck(origin),
    endpointCheck('slack.socket-address', named, reached, clock.now()),
  ];
}

async function policyChecks(plan: SlackPlan, slack: SignedIn): Promise<readonly Check[]> {
  const { policy } = plan;
  const own = ownApprovers(plan);
  if (policy === null)
    return [...leftOutFor(POLICY, AT_FAULT), ...(await peopleChecks(own, slack, 1))];
  const { channels, approvers, requesters, requiredApprovals } = policy;
  const lists: readonly NamedList[] = [
    { list: 'APPROVERS', people: approvers },
    { list: 'REQUESTERS', people: requesters },
    ...own,
  ];
  const [place, people] = await Promise.all([
    channelsCheck(channels, slack),
    peopleChecks(lists, slack, requiredApprovals),
  ]);
  return [place, ...people];
}

async function peopleChecks(
  lists: readonly NamedList[],
  slack: SignedIn,
  requiredApprovals: number,
): Promise<readonly Check[]> {
  const found = await findPeople(lists, slack);
  return found.map((each) => peopleCheck(each, each.list === 'REQUESTERS' ? 1 : requiredApprovals));
}

/** A target's own approvers replace `APPROVERS` there. */
function ownApprovers({ targets }: SlackPlan): readonly NamedList[] {
  return targets.flatMap(({ name, approvers: people }) =>
    people === undefined ? [] : [{ list: { approversOf: name }, people }],
  );
}

async function channelsCheck(channels: PolicyConfig['channels'], slack: SignedIn): Promise<Check> {
  const joined = slack.channels();
  if (channels === null) return joinedCheck(slack.bot, await joined);
  const places = [...channels].map(async (id) => [id, await slack.place(id)] as const);
  return listedCheck(slack.bot, new Map(await Promise.all(places)), await joined);
}

const AT_FAULT = 'because its configuration is at fault';
const POLICY: readonly LeftOut[] = [
  { id: 'slack.channels', name: 'Channels' },
  listWords('APPROVERS'),
  listWords('REQUESTERS'),
];

interface LeftOut {
  readonly id: string;
  readonly name: string;
}

function skippedWithoutSignIn(plan: SlackPlan): readonly Check[] {
  const scopes = { id: 'slack.scopes', name: 'Scopes in Slack' };
  const own = ownApprovers(plan).map(({ list }) => listWords(list));
  return leftOutFor([scopes, ...POLICY, ...own], 'because the bot token did not work');
}

function leftOutFor(all: readonly LeftOut[], because: string): readonly Check[] {
  return all.map(({ id, name }) => leftOut(id, name, because));
}
