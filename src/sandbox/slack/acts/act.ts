import type { Place } from '../answer-message.ts';
import type { Deliver } from '../delivery/deliver.ts';
import { mustBeAbleToAct } from '../visibility.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';

/** What every act of a person needs. */
export interface ActParts {
  readonly workspace: Workspace;
  readonly deliver: Deliver;
  readonly issueResponseUrl: (kind: 'commands' | 'actions', place: Place) => string;
}

/** Values put over those of the payload, as a forger or an old client would send them. */
export type Forge = Readonly<Record<string, unknown>>;

const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** What every interactive payload holds. */
export function basePayload({ identity, triggers, world }: Workspace, userId: string): Json {
  const person = world.person(userId);
  return {
    team: { id: identity.teamId, domain: identity.teamDomain },
    user: { id: userId, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: identity.appId,
    token: VERIFICATION_TOKEN,
    trigger_id: triggers.issue(userId),
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** What a slash command's form holds; every field is a string. */
export function commandPayload(
  { identity, triggers, world }: Workspace,
  userId: string,
  channelId: string,
): Readonly<Record<string, string>> {
  const channel = mustBeAbleToAct(world, userId, channelId);
  return {
    token: VERIFICATION_TOKEN,
    team_id: identity.teamId,
    team_domain: identity.teamDomain,
    channel_id: channelId,
    channel_name: shownName(channel),
    user_id: userId,
    user_name: world.person(userId).name,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    trigger_id: triggers.issue(userId),
  };
}

/** How payloads name a conversation that has no public name. */
export function shownName(channel: {
  readonly name: string;
  readonly kind: string;
  readonly private: boolean;
}): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.private ? 'privategroup' : channel.name;
}

/** Tells the person what Slack shows where an act came to nothing. */
export function tellFailure(
  workspace: Workspace,
  userId: string,
  what: string,
  error: string,
): void {
  workspace.recorder.notice({ userId, error, text: `${what} failed with the error "${error}"` });
}
