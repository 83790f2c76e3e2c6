import { z } from 'zod';
import type { PersonKind } from '../../request/policy.ts';

const flag = z.boolean().default(false);

/** `users.info`, as far as it tells who somebody is: https://docs.slack.dev/reference/objects/user-object */
export const userAnswer = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    deleted: flag,
    is_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
  }),
});

type SlackUser = z.infer<typeof userAnswer>['user'];

/** Slackbot is no bot by its flags. */
const SLACKBOT = 'USLACKBOT';

export function personKind(user: SlackUser, teamId: string): PersonKind {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger || !belongsTo(user, teamId)) return 'external';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

/** In an Enterprise organisation `team_id` may be another workspace's, or the organisation's. */
function belongsTo({ team_id, enterprise_user }: SlackUser, teamId: string): boolean {
  return team_id === teamId || (enterprise_user?.teams.includes(teamId) ?? false);
}
