import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { SlackTokenError, startError } from './start-errors.ts';

/** Who the bot is in Slack. */
export interface Identity {
  readonly teamId: string;
  readonly botUserId: string;
  /** What own messages carry as `bot_id`. */
  readonly botId: string;
}

const answer = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
});

/** Rejects with a `SlackTokenError` where Slack refuses the token, else with a `SlackUnreachableError`. */
export async function askIdentity(client: Pick<WebClient, 'apiCall'>): Promise<Identity> {
  const { team_id, user_id, bot_id } = await client
    .apiCall('auth.test')
    .then((result) => answer.parse(result))
    .catch((error: unknown) => {
      throw startError('SLACK_BOT_TOKEN', error);
    });
  // A user's token signs in as well, but posts as that person.
  if (bot_id === undefined) throw new SlackTokenError('SLACK_BOT_TOKEN', 'not a bot token');
  return {
    teamId: team_id,
    botUserId: user_id,
    botId: bot_id,
  };
}
