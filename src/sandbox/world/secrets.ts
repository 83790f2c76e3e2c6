import type { DdsSimulator } from '../dds/simulator.ts';
import type { SlackSimulator } from '../slack/simulator.ts';

/** What the bot was given and must never show. */
export function secretsIn(
  slack: SlackSimulator,
  clouds: ReadonlyMap<string, DdsSimulator>,
): readonly string[] {
  const keys = [...clouds.values()].flatMap(({ accessKey, secretKey }) => [accessKey, secretKey]);
  return [slack.botToken, slack.appToken, slack.signingSecret, ...keys];
}
