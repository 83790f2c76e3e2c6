import { SlackError } from './slack-error.ts';

/** Slack gives a trigger three seconds and one use. */
const TRIGGER_LIFE_MS = 3_000;

export interface Triggers {
  issue(userId: string): string;
  /** The person whose act it was; `expired_trigger_id`, `exchanged_trigger_id` or `invalid_trigger_id`. */
  take(triggerId: string): string;
}

export function createTriggers(elapsedMs: () => number, nextId: () => string): Triggers {
  const issued = new Map<string, { userId: string; at: number; used: boolean }>();
  return {
    issue: (userId) => {
      const id = `${nextId()}.47445629121.sandbox`;
      issued.set(id, { userId, at: elapsedMs(), used: false });
      return id;
    },
    take: (triggerId) => {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) throw new SlackError('invalid_trigger_id');
      if (trigger.used) throw new SlackError('exchanged_trigger_id');
      if (elapsedMs() - trigger.at > TRIGGER_LIFE_MS) throw new SlackError('expired_trigger_id');
      trigger.used = true;
      return trigger.userId;
    },
  };
}
