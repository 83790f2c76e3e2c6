import { z } from 'zod';
import { type Methods, method } from './method.ts';

/** auth.test, and apps.connections.open, which gives out a single-use address for Socket Mode. */
export function session(openTicket: () => string): Methods {
  return {
    'auth.test': method({
      args: z.strictObject({}),
      run: (_args, { identity }) => ({
        url: `https://${identity.teamDomain}.example.com/`,
        team: identity.teamDomain,
        user: identity.botName,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        bot_id: identity.botId,
        is_enterprise_install: false,
      }),
    }),
    'apps.connections.open': method({
      token: 'app',
      args: z.strictObject({}),
      run: () => ({ url: openTicket() }),
    }),
  };
}
