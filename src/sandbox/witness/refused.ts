import type { Message } from '../slack/message-store.ts';
import type { Evidence, FailedCall } from './evidence.ts';
import type { Story } from './journal-event.ts';

/** What Slack answers where the place itself takes nothing more, however often it is tried. */
const FOR_GOOD =
  /^(?:is_archived|not_in_channel|channel_not_found|thread_not_found|message_not_found|cannot_reply_to_message|restricted_action\w*)$/;

/** When Slack first refused for good to take this event's trail message, or an earlier one; `undefined`: never. */
export function refusedAt({ id }: Story, seq: number, evidence: Evidence): string | undefined {
  return refusals('chat.postMessage', evidence).find(({ args }) => {
    const { request, seq: refused } = payloadOf(args['metadata']);
    return request === id && typeof refused === 'number' && refused <= seq;
  })?.at;
}

/** Whether Slack refused for good to change this card: it shows an old state for ever. */
export function isFrozen({ channel, ts }: Message, evidence: Evidence): boolean {
  return refusals('chat.update', evidence).some(
    ({ args }) => args['channel'] === channel && args['ts'] === ts,
  );
}

function refusals(wanted: string, { slack }: Evidence): readonly FailedCall[] {
  return slack.failed.filter(
    ({ method, error }) => method === wanted && FOR_GOOD.test(error ?? ''),
  );
}

function payloadOf(metadata: unknown): Partial<Readonly<Record<string, unknown>>> {
  const { event_payload = {} } = (metadata ?? {}) as Partial<NonNullable<Message['metadata']>>;
  return event_payload;
}
