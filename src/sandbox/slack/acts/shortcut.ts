import type { Delivered } from '../delivery/deliver.ts';
import type { DeliveryOptions } from '../delivery/transport.ts';
import { mustBeAbleToAct } from '../visibility.ts';
import { messageToWire } from '../wire.ts';
import { type ActParts, basePayload, shownName, tellFailure } from './act.ts';

/** Uses a shortcut of the app: on a message where `on` names one, else from anywhere. */
export async function shortcut(
  { workspace, deliver, issueResponseUrl }: ActParts,
  userId: string,
  callbackId: string,
  on?: { readonly channel: string; readonly ts: string },
  options: DeliveryOptions = {},
): Promise<Delivered> {
  // Slack documents no `api_app_id` here: a shortcut belongs to one app by its callback_id.
  const { api_app_id: _app, ...base } = basePayload(workspace, userId);
  const common = {
    ...base,
    callback_id: callbackId,
    action_ts: workspace.ids.ts(),
  };
  const type = on === undefined ? 'shortcut' : 'message_action';
  const payload = { type, ...common, ...(on && messageFields(on)) };
  const delivered = await deliver({ kind: 'interactive', type, userId, payload }, options);
  if (delivered.error) tellFailure(workspace, userId, callbackId, delivered.error);
  return delivered;

  function messageFields({ channel: id, ts }: NonNullable<typeof on>): object {
    const channel = mustBeAbleToAct(workspace.world, userId, id);
    return {
      message_ts: ts,
      message: messageToWire(workspace, workspace.messages.get(id, ts)),
      channel: { id, name: shownName(channel) },
      response_url: issueResponseUrl('actions', {
        userId,
        channel: id,
        message: { ts, isEphemeral: false },
      }),
    };
  }
}
