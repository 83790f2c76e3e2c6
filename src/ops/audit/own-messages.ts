import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { ScheduledTask } from '../../request/task.ts';
import type { TrailMessage } from '../../slack/trail-reader.ts';
import { CARD_EVENT_TYPE } from '../../slack/views/card.ts';
import { TRAIL_EVENT_TYPE } from '../../slack/views/trail.ts';

/** A message of the trail, by what readers key on. */
export interface TrailEntry {
  readonly request: string;
  readonly seq: number;
  readonly message: TrailMessage;
  readonly payload: Readonly<Record<string, unknown>>;
}

export function isOurKind({ metadata }: TrailMessage): boolean {
  return metadata?.event_type === TRAIL_EVENT_TYPE || metadata?.event_type === CARD_EVENT_TYPE;
}

/** `null` for what is no own message of the trail. */
export function trailEntry(message: TrailMessage): TrailEntry | null {
  const { isOwn, metadata } = message;
  if (!isOwn || metadata?.event_type !== TRAIL_EVENT_TYPE) return null;
  const payload = metadata.event_payload;
  const { request, seq } = payload as { request?: unknown; seq?: unknown };
  if (typeof request !== 'string' || typeof seq !== 'number') return null;
  return { request, seq, message, payload };
}

/** The request of an own card; `null` for any other message. */
export function requestOfCard({ isOwn, metadata }: TrailMessage): string | null {
  if (!isOwn || metadata?.event_type !== CARD_EVENT_TYPE) return null;
  const request = metadata.event_payload['request'];
  return typeof request === 'string' ? request : null;
}

/** The task as these rows last told of it. */
export function taskOf(rows: readonly JournalRow[]): ScheduledTask | null {
  const tasks = rows.flatMap(({ event }) =>
    event?.event === 'requested' || event?.event === 'task_changed' ? [event.task] : [],
  );
  return tasks.at(-1) ?? null;
}
