import { z } from 'zod';

/** One line of the journal, as far as the witness reads it; the hash covers the rest too. */
const journalEvent = z.looseObject({
  request: z.string().min(1),
  seq: z.int().min(1),
  at: z.iso.datetime({ precision: 3 }),
  by: z.string().min(1),
  event: z.string().min(1),
  prev: z.string(),
  hash: z.string(),
  target: z.string().optional(),
  channel: z.string().optional(),
  task: z
    .looseObject({
      ...{ id: z.string(), instanceId: z.string(), kind: z.string() },
      plannedStart: z.string().nullable(),
    })
    .optional(),
  expiresAt: z.iso.datetime({ precision: 3 }).optional(),
  required: z.int().min(1).optional(),
  dryRun: z.boolean().optional(),
  revision: z.int().min(1).optional(),
  dropped: z.array(z.string()).optional(),
  attempt: z.int().min(1).optional(),
  how: z.string().optional(),
  callId: z.string().nullish(),
  reason: z.string().nullish(),
  status: z.string().nullish(),
});
export type JournalEvent = z.infer<typeof journalEvent>;

/** One request with its events in the order of the journal. */
export interface Story {
  readonly id: string;
  readonly events: readonly [JournalEvent, ...JournalEvent[]];
}

/** The journal by request, in the order of their first events; what is no event is named. */
export function readJournal(lines: readonly unknown[]): {
  readonly stories: readonly Story[];
  readonly broken: readonly string[];
} {
  const stories = new Map<string, [JournalEvent, ...JournalEvent[]]>();
  const broken: string[] = [];
  for (const [index, line] of lines.entries()) {
    const { data: event, error } = journalEvent.safeParse(line);
    if (event === undefined) {
      broken.push(`line ${index + 1} of the journal is no event: ${z.prettifyError(error)}`);
      continue;
    }
    const events = stories.get(event.request);
    if (events === undefined) stories.set(event.request, [event]);
    else events.push(event);
  }
  return { stories: [...stories].map(([id, events]) => ({ id, events })), broken };
}
