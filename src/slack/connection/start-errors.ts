import { neverReachedSlack, platformCode, sayFault } from '../web/fault.ts';

/** The variable that holds the token Slack refused. */
export type TokenVariable = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

/** Slack does not take a token; only a person can put it right. */
export class SlackTokenError extends Error {
  override readonly name = 'SlackTokenError';
  readonly which: TokenVariable;
  /** Slack's error code, e.g. `invalid_auth`. */
  readonly slackSays: string;
  constructor(which: TokenVariable, slackSays: string) {
    super(`Slack refuses ${which}: ${slackSays}`);
    this.which = which;
    this.slackSays = slackSays;
  }
}

/** One line for a person at a terminal. */
export function tokenAdvice({ which, slackSays }: SlackTokenError): string {
  return `${which} was refused by Slack (${slackSays}): check that it is copied whole from the app's settings, belongs to this workspace and has not been revoked.\n`;
}

/** Slack could not be asked, or gave no clear answer; the same start may succeed later. */
export class SlackUnreachableError extends Error {
  override readonly name = 'SlackUnreachableError';
  /** A status, a network code, or Slack's own. */
  readonly code: string;
  constructor(how: string, code: string) {
    super(`Slack ${how} (${code})`);
    this.code = code;
  }
}

/** Source: errors of https://docs.slack.dev/reference/methods/auth.test and apps.connections.open */
const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'forbidden_team',
  'org_login_required',
]);

/** What a call with this token tells about it, where it tells that Slack refuses it. */
export function tokenError(which: TokenVariable, error: unknown): SlackTokenError | null {
  const code = platformCode(error);
  return code !== null && TOKEN_ERRORS.has(code) ? new SlackTokenError(which, code) : null;
}

export function startError(which: TokenVariable, error: unknown): Error {
  const refused = tokenError(which, error);
  if (refused !== null) return refused;
  const how = neverReachedSlack(error) ? 'could not be reached' : 'gave no clear answer';
  return new SlackUnreachableError(how, sayFault(error));
}
