import type { CancelRequest } from '../../request/cancel-request.ts';
import type { RequestEvent } from '../../request/event.ts';
import type { ScheduledTask } from '../../request/task.ts';
import type { Words } from '../words/languages.ts';
import { isShownInChannel } from '../words/shown-in-channel.ts';
import type { ApproverList } from '../words/told.ts';
import type { MessageView, Payload } from './card.ts';
import { asRichText, asText } from './write.ts';

export const TRAIL_EVENT_TYPE = 'dds_cancel';

/**
 * One event as a message of the trail, never edited. `request` as it stood after the event.
 * `approvers` where a reminder is to notify them.
 */
export function trailView(
  words: Words,
  request: CancelRequest,
  event: RequestEvent,
  consoleUrl: string | null,
  approvers: ApproverList | null = null,
): MessageView & { readonly inChannel: boolean } {
  const sentence = words.trailSentence(request, event, consoleUrl, approvers);
  return {
    text: asText([sentence]),
    blocks: [asRichText([sentence])],
    metadata: { event_type: TRAIL_EVENT_TYPE, event_payload: trailPayload(request.task, event) },
    inChannel: isShownInChannel(event.event),
  };
}

/** What a message of the trail carries for programs: fixed, for auditors and other versions rely on it. */
export function trailPayload(
  task: Pick<ScheduledTask, 'id' | 'target'>,
  event: RequestEvent,
): Payload {
  return {
    request: event.request,
    seq: event.seq,
    event: event.event,
    job_id: task.id,
    target: task.target,
    by: event.by,
    at: event.at,
    prev: event.prev,
    hash: event.hash,
    ...(event.event === 'closed' ? { reason: event.reason } : {}),
  };
}
