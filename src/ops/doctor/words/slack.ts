import type { Asked, SignedIn, Unanswered } from '../../../slack/probe.ts';
import { type Check, fail, ok, skipped, warn } from '../check.ts';

const APPS = 'https://api.slack.com/apps';
const REINSTALL = `On ${APPS} > OAuth & Permissions, under Bot Token Scopes`;

export function botTokenCheck(answer: Asked<Pick<SignedIn, 'bot' | 'team'>>): Check {
  const id = 'slack.bot-token';
  if (answer.ok)
    return ok(
      id,
      `Bot token of Slack: Slack takes it, for @${answer.value.bot} of ${answer.value.team}.`,
    );
  if (isUnclear(answer.code)) return unclear(id, 'Bot token of Slack', answer);
  return fail(
    id,
    `Bot token of Slack: Slack refuses it (${answer.code}).`,
    `Copy the Bot User OAuth Token from ${APPS} > OAuth & Permissions whole into SLACK_BOT_TOKEN; install the app again if it was revoked.`,
  );
}

/** Of Socket Mode. Asking for an address shows that the token works; no connection is made. */
export function appTokenCheck(answer: Asked<string>): Check {
  const id = 'slack.app-token';
  if (answer.ok)
    return ok(
      id,
      'App token of Slack: Slack gives an address for Socket Mode (none was connected to).',
    );
  if (isUnclear(answer.code)) return unclear(id, 'App token of Slack', answer);
  return fail(
    id,
    `App token of Slack: Slack gives no address for Socket Mode (${answer.code}).`,
    `On ${APPS} > Basic Information make an app-level token with connections:write for SLACK_APP_TOKEN, and turn Socket Mode on.`,
  );
}

/** Of HTTP mode, where only a request of Slack's can tell. */
export function signingSecretCheck(): Check {
  return skipped(
    'slack.signing-secret',
    "Signing secret of Slack: it is set; only a request of Slack's shows whether it is right.",
    'Start the bot and type /dds-cancel help; if Slack then tells of an error, compare SLACK_SIGNING_SECRET with Basic Information and the Request URLs with this host.',
  );
}

/** `wanted`: those of the manifest; `null` where it is not at hand. */
export function scopesCheck(
  granted: readonly string[] | null,
  wanted: readonly string[] | null,
): Check {
  const id = 'slack.scopes';
  if (granted === null)
    return skipped(id, 'Scopes in Slack: Slack did not say what the token may do.');
  if (wanted === null)
    return skipped(
      id,
      `Scopes in Slack: the token has ${granted.join(', ')}, and there is no readable manifest.yml beside this program to compare it with.`,
      "Compare them with your version's manifest.yml.",
    );
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const surplus = granted.filter((scope) => !wanted.includes(scope));
  const unneeded = `not needed: ${surplus.join(', ')}`;
  const remove = `${REINSTALL}, remove ${surplus.join(', ')}, then install the app again.`;
  if (missing.length === 0 && surplus.length === 0)
    return ok(id, 'Scopes in Slack: exactly those of manifest.yml.');
  if (missing.length === 0)
    return warn(
      id,
      `Scopes in Slack: the token may do more than manifest.yml asks for; ${unneeded}.`,
      remove,
    );
  const also = surplus.length === 0 ? '' : `; ${unneeded}`;
  return fail(
    id,
    `Scopes in Slack: missing ${missing.join(', ')}${also}.`,
    `${REINSTALL}, add ${missing.join(', ')}${surplus.length === 0 ? '' : `, remove ${surplus.join(', ')}`}, then install the app again.`,
  );
}

/** For what Slack was asked, and answered in none of the ways that tell what is wrong. */
export function unclear(id: string, what: string, { code }: Unanswered): Check {
  if (code === 'missing_scope')
    return fail(
      id,
      `${what}: the bot token may not ask (missing_scope).`,
      'See the line about scopes.',
    );
  const next =
    code === 'ratelimited'
      ? 'Wait a minute and try again.'
      : 'See the line about the address of Slack, and https://slack-status.com.';
  return fail(id, `${what}: Slack gave no clear answer (${code}).`, next);
}

/** Slack's own codes that tell of a passing trouble of its own. */
const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** A status, a network code, our words for one, or a trouble of Slack's: all but a refusal. */
function isUnclear(code: string): boolean {
  const isRefusal = /^(?:[a-z]+(?:_[a-z]+)+|not a bot token)$/.test(code);
  return !isRefusal || PASSING.has(code);
}
