import { LogLevel, WebClient } from '@slack/web-api';
import {
  openSlackSimulator,
  type SlackSimulator,
  type SlackSimulatorOptions,
} from '../../../src/sandbox/slack/simulator.ts';

/** A small workspace: Ann and Bob in #ops and in the private #vault, Eve a guest in #ops. */
export async function openOffice(options: SlackSimulatorOptions = {}): Promise<SlackSimulator> {
  return await openSlackSimulator({
    people: [
      { id: 'U0ANN', name: 'ann', real_name: 'Ann Example' },
      { id: 'U0BOB', name: 'bob', real_name: 'Bob Example' },
      { id: 'U0EVE', name: 'eve', real_name: 'Eve Example', kind: 'guest (multi-channel)' },
      { id: 'U0OUT', name: 'out', real_name: 'Olga Outside', kind: 'external' },
      { id: 'U0OLD', name: 'old', real_name: 'Otto Old', kind: 'deactivated' },
    ],
    channels: [
      { id: 'C0OPS', name: 'ops', members: ['U0ANN', 'U0BOB', 'U0EVE'] },
      { id: 'C0VAULT', name: 'vault', private: true, members: ['U0ANN'], botIsMember: false },
      { id: 'C0OPEN', name: 'open', members: ['U0ANN'], botIsMember: false },
    ],
    groups: [{ id: 'S0LEADS', handle: 'leads', users: ['U0BOB'] }],
    ...options,
  });
}

/** The real client, without retries. */
export function clientOf(slack: SlackSimulator, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

/** What Slack answered in place of `ok: true`. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error ?? String(error);
  }
  return 'no error';
}
