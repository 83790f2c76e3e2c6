import type Database from 'libsql';
import type { Journal } from '../workflow/ports.ts';

/** From one channel straight to the next, in the index: a plain DISTINCT would walk over every request. */
export const CHANNELS = `
  WITH RECURSIVE next(channel) AS (
    SELECT min(channel) FROM requests
    UNION ALL
    SELECT (SELECT min(channel) FROM requests WHERE channel > next.channel) FROM next
    WHERE next.channel IS NOT NULL
  ) SELECT channel FROM next WHERE channel IS NOT NULL`;

export const OF_A_CHANNEL = `
  SELECT request FROM requests WHERE channel = ? AND open = ?
  ORDER BY ended_at DESC, position DESC LIMIT ?`;

/** What people ask about: which requests were made where. Costs as much as it answers, however many there are. */
export function createRequests(
  database: Database.Database,
): Pick<Journal, 'channels' | 'requestsIn'> {
  const channels = database.prepare(CHANNELS);
  const ofChannel = database.prepare(OF_A_CHANNEL);

  return {
    channels: async () => (channels.all() as { channel: string }[]).map(({ channel }) => channel),
    requestsIn: async (channel, which, most) =>
      (ofChannel.all(channel, which === 'open' ? 1 : 0, most) as { request: string }[]).map(
        ({ request }) => request,
      ),
  };
}
