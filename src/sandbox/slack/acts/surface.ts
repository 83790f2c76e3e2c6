import type { Place } from '../answer-message.ts';
import type { Json } from '../block-kit/shape.ts';
import type { Message } from '../message-store.ts';
import { mustBeAbleToAct } from '../visibility.ts';
import { viewToWire } from '../web-api/views.ts';
import { messageToWire } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { shownName } from './act.ts';

/** Where a person clicks: a message or an ephemeral by channel and ts, or a modal by its id. */
export type SurfacePlace =
  | { readonly channel: string; readonly ts: string }
  | { readonly view: string };

export interface Surface {
  readonly blocks: unknown;
  /** What the payload says of it. */
  readonly fields: Json;
  /** Where an answer to its response_url goes; a modal has none. */
  readonly place?: Omit<Place, 'userId'>;
}

/** What the person sees there; throws where there is nothing to be seen by them. */
export function surfaceAt(
  workspace: Workspace,
  userId: string,
  at: SurfacePlace,
  stale?: Message,
): Surface {
  if ('view' in at) return modalSurface(workspace, userId, at.view);
  const channel = mustBeAbleToAct(workspace.world, userId, at.channel);
  const ephemeral = workspace.recorder.ephemerals.find(
    (it) => it.ts === at.ts && it.userId === userId && !it.deleted,
  );
  const shared = { channel: { id: channel.id, name: shownName(channel) } };
  const container = { type: 'message', message_ts: at.ts, channel_id: channel.id };
  if (ephemeral !== undefined) {
    return {
      blocks: ephemeral.blocks,
      fields: { ...shared, container: { ...container, is_ephemeral: true } },
      place: { channel: channel.id, message: { ts: at.ts, isEphemeral: true } },
    };
  }
  const message = stale ?? workspace.messages.get(channel.id, at.ts);
  return {
    blocks: message.blocks,
    fields: {
      ...shared,
      container: { ...container, is_ephemeral: false, ...threadOf(message) },
      message: messageToWire(workspace, message),
    },
    place: { channel: channel.id, message: { ts: at.ts, isEphemeral: false } },
  };
}

function modalSurface(workspace: Workspace, userId: string, viewId: string): Surface {
  const view = workspace.views.find(viewId);
  if (view?.userId !== userId) throw new Error(`${userId} has no modal ${viewId} open`);
  return {
    blocks: view.source['blocks'],
    fields: {
      container: { type: 'view', view_id: view.id },
      view: viewToWire(workspace, view),
    },
  };
}

function threadOf(message: Message): Json {
  return message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
}
