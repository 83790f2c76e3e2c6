import type { PolicyConfig, SlackConfig, SlackMode } from '../config/types.ts';
import type { Check } from '../ops/doctor/check.ts';
import { joinedCheck, listedCheck } from '../ops/doctor/words/channels.ts';
import { clockCheck, SLACK_SIGNING } from '../ops/doctor/words/clock.ts';
import { endpointCheck } from '../ops/doctor/words/endpoint.ts';
import { leftOut } from '../ops/doctor/words/left-out.ts';
import { peopleCheck } from '../ops/doctor/words/people.ts';
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
import { findPeople } from './people.ts';
import { reach } from './reach.ts';

export interface SlackPlan {
  readonly webApi: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
  /** `null`: at fault. */
  readonly mode: SlackMode | null;
  /** `null`: at fault. */
  readonly policy: PolicyConfig | null;
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
          add(...way, ...skippedWithoutSignIn());
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

async function policyChecks({ policy }: SlackPlan, slack: SignedIn): Promise<readonly Check[]> {
  if (policy === null) return POLICY.map(([id, what]) => leftOut(id, what, AT_FAULT));
  return await Promise.all([
    channelsCheck(policy.channels, slack),
    findPeople('APPROVERS', policy.approvers, slack).then((found) =>
      peopleCheck(found, policy.requiredApprovals),
    ),
    findPeople('REQUESTERS', policy.requesters, slack).then((found) => peopleCheck(found, 1)),
  ]);
}

async function channelsCheck(channels: PolicyConfig['channels'], slack: SignedIn): Promise<Check> {
  const joined = slack.channels();
  if (channels === null) return joinedCheck(slack.bot, await joined);
  const places = [...channels].map(async (id) => [id, await slack.place(id)] as const);
  return listedCheck(slack.bot, new Map(await Promise.all(places)), await joined);
}

const AT_FAULT = 'because its configuration is at fault';
const POLICY = [
  ['slack.channels', 'Channels'],
  ['slack.approvers', 'Approvers'],
  ['slack.requesters', 'Requesters'],
] as const;

function skippedWithoutSignIn(): readonly Check[] {
  const because = 'because the bot token did not work';
  const scopes = ['slack.scopes', 'Scopes in Slack'] as const;
  return [scopes, ...POLICY].map(([id, what]) => leftOut(id, what, because));
}
