import type { SlackConfig, SlackMode } from './types.ts';
import { safeUrl } from './urls.ts';
import { isPrintable } from './values.ts';
import type { Variables } from './variables.ts';

const EXAMPLE_APP_TOKEN = 'xapp-1-A0EXAMPLE-0-example';
const DEFAULT_API_URL = 'https://slack.com/api/';

/** What it takes to ask Slack, and not to be asked by it. */
export function readWebApi(
  variables: Variables,
): Pick<SlackConfig, 'botToken' | 'apiUrl'> | undefined {
  const botToken = readBotToken(variables);
  const apiUrl = readApiUrl(variables);
  if (botToken === undefined || apiUrl === undefined) return undefined;
  return { botToken, apiUrl };
}

export function readSlack(variables: Variables): SlackConfig | undefined {
  const webApi = readWebApi(variables);
  const mode = readMode(variables);
  if (webApi === undefined || mode === undefined) return undefined;
  return { ...webApi, mode };
}

function readBotToken(variables: Variables): string | undefined {
  const example = 'xoxb-0000-example';
  const value = variables.get('SLACK_BOT_TOKEN');
  if (value === undefined)
    return variables.fault('SLACK_BOT_TOKEN', "is missing: the bot's token", example);
  if (isToken(value, 'xoxb-')) return value;
  return variables.fault('SLACK_BOT_TOKEN', 'must be a bot token, xoxb-…', example);
}

function readMode(variables: Variables): SlackMode | undefined {
  const appToken = variables.get('SLACK_APP_TOKEN');
  const signingSecret = variables.get('SLACK_SIGNING_SECRET');
  if (appToken !== undefined) return socketMode(variables, appToken);
  if (signingSecret !== undefined) return httpMode(variables, signingSecret);
  const wrong = 'is missing: give it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode';
  return variables.fault('SLACK_APP_TOKEN', wrong, EXAMPLE_APP_TOKEN);
}

function socketMode(variables: Variables, appToken: string): SlackMode | undefined {
  if (isToken(appToken, 'xapp-')) return { kind: 'socket', appToken };
  const wrong = 'must be an app-level token, xapp-…';
  return variables.fault('SLACK_APP_TOKEN', wrong, EXAMPLE_APP_TOKEN);
}

function httpMode(variables: Variables, signingSecret: string): SlackMode | undefined {
  // No length and no alphabet: Slack documents neither.
  if (isPrintable(signingSecret) && !/^x(?:oxb|app)-/.test(signingSecret))
    return { kind: 'http', signingSecret };
  const wrong = "must be the app's signing secret, from its Basic Information page, and no token";
  return variables.fault('SLACK_SIGNING_SECRET', wrong, '0123456789abcdef0123456789abcdef');
}

function readApiUrl(variables: Variables): string | undefined {
  const value = variables.get('SLACK_API_URL') ?? DEFAULT_API_URL;
  const url = safeUrl(variables, 'SLACK_API_URL', value, DEFAULT_API_URL);
  return url?.href.replace(/\/*$/, '/');
}

function isToken(value: string, prefix: string): boolean {
  return value.startsWith(prefix) && value.length > prefix.length && isPrintable(value);
}
