import { z } from 'zod';

/** What was seen of a task's instance when its cancellation was asked for; only for the card to show. */
export const instanceSeen = z.object({
  /** When it had been read, or was given up: ISO 8601, UTC. */
  at: z.iso.datetime({ precision: 3 }),
  /** `null` where it could not be read. */
  facts: z
    .object({
      status: z.string(),
      /** What was executing on it, e.g. `BACKUP`; empty where nothing was. */
      actions: z.array(z.string()),
    })
    .nullable(),
});
export type InstanceSeen = Readonly<z.infer<typeof instanceSeen>>;
