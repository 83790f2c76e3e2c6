import type { RequestEvent } from '../../request/event.ts';
import type { CancelRequest } from '../../request/fold.ts';
import { isShownInChannel, trailSentence } from '../words/trail.ts';
import type { MessageView, Payload } from './card.ts';
import { asRichText, asText } from './write.ts';

export const TRAIL_EVENT_TYPE = 'dds_cancel';

/** One event as a message of the trail, never edited. `request` as it stood after the event. */
export function trailView(
  request: CancelRequest,
  event: RequestEvent,
  consoleUrl: string | null,
): MessageView & { readonly inChannel: boolean } {
  const sentence = trailSentence(request, event, consoleUrl);
  return {
    text: asText([sentence]),
    blocks: [asRichText([sentence])],
    metadata: { event_type: TRAIL_EVENT_TYPE, event_payload: payloadOf(request, event) },
    inChannel: isShownInChannel(event.event),
  };
}

function payloadOf(request: CancelRequest, event: RequestEvent): Payload {
  return {
    request: event.request,
    seq: event.seq,
    event: event.event,
    job_id: request.task.id,
    target: request.task.target,
    by: event.by,
    at: event.at,
    prev: event.prev,
    hash: event.hash,
    ...(event.event === 'closed' ? { reason: event.reason } : {}),
  };
}
