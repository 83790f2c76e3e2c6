import type { Place } from '../answer-message.ts';
import type { Json } from '../block-kit/shape.ts';
import type { Delivered } from '../delivery/deliver.ts';
import type { DeliveryOptions } from '../delivery/transport.ts';
import type { Message } from '../message-store.ts';
import type { ActParts, Forge } from './act.ts';
import { basePayload, tellFailure } from './act.ts';
import { type FoundElement, findElement, type Wanted } from './find-element.ts';
import { type Surface, type SurfacePlace, surfaceAt } from './surface.ts';

/** A button or menu in a message, an ephemeral, or a modal. */
export type Target = SurfacePlace & Wanted;

export interface PressOptions extends DeliveryOptions {
  /** The person says yes to the confirm dialog; without this a button that has one throws. */
  readonly confirm?: true;
  /** What the person's client still shows, in place of the current message. */
  readonly staleMessage?: Message;
  /** Put over the action's own fields (`value`, `action_id`, `action_ts` …). */
  readonly forgeAction?: Forge;
  /** Put over the payload's fields (`api_app_id`, `team`, `channel`, `message`, `container` …). */
  readonly forge?: Forge;
}

/** Presses a button; throws where the person cannot see it, and where a confirm dialog stays open. */
export async function press(
  parts: ActParts,
  userId: string,
  target: Target,
  options: PressOptions = {},
): Promise<Delivered> {
  const surface = surfaceAt(parts.workspace, userId, target, options.staleMessage);
  const found = findElement(surface.blocks, 'button', target);
  mustBeConfirmed(found, options);
  const { text, value, style, url } = found.element;
  const action = JSON.parse(JSON.stringify({ type: 'button', text, value, style, url }));
  return await deliverAction(parts, userId, { surface, found, action, options });
}

/** Chooses an option of a menu by its value or by what its text begins with. */
export async function choose(
  parts: ActParts,
  userId: string,
  target: Target,
  wanted: string,
  options: PressOptions = {},
): Promise<Delivered> {
  const surface = surfaceAt(parts.workspace, userId, target, options.staleMessage);
  const found = findElement(surface.blocks, 'static_select', target);
  const selected = optionsOf(found.element).find(
    ({ value, text }) => value === wanted || text.text.startsWith(wanted),
  );
  if (selected === undefined) throw new Error(`no option ${wanted} in the menu`);
  mustBeConfirmed(found, options);
  const action = { type: 'static_select', selected_option: selected };
  return await deliverAction(parts, userId, { surface, found, action, options });
}

interface Option {
  readonly value: string;
  readonly text: { readonly text: string };
}

function optionsOf(element: Json): Option[] {
  const groups = (element['option_groups'] ?? []) as { options: Option[] }[];
  return [...((element['options'] ?? []) as Option[]), ...groups.flatMap((it) => it.options)];
}

/** Slack sends nothing while the dialog is open, nor when it is dismissed. */
function mustBeConfirmed({ element }: FoundElement, { confirm }: PressOptions): void {
  if (element['confirm'] === undefined || confirm) return;
  throw new Error(`${element['action_id']} asks for confirmation: say confirm: true`);
}

interface Acted {
  readonly surface: Surface;
  readonly found: FoundElement;
  readonly action: Json;
  readonly options: PressOptions;
}

async function deliverAction(
  { workspace, deliver, issueResponseUrl }: ActParts,
  userId: string,
  { surface, found, action, options }: Acted,
): Promise<Delivered> {
  const { confirm: _confirm, staleMessage: _stale, forgeAction, forge, ...bent } = options;
  const action_ts = workspace.ids.ts();
  const { action_id } = found.element;
  const answered: Place | undefined = surface.place && { ...surface.place, userId };
  const payload = {
    type: 'block_actions',
    ...basePayload(workspace, userId),
    ...surface.fields,
    state: { values: {} },
    ...(answered && { response_url: issueResponseUrl('actions', answered) }),
    actions: [{ ...action, action_id, block_id: found.blockId, action_ts, ...forgeAction }],
    ...forge,
  };
  const what = { kind: 'interactive', type: 'block_actions', userId, payload } as const;
  const delivered = await deliver(what, bent);
  if (delivered.error) tellFailure(workspace, userId, String(action_id), delivered.error);
  if (delivered.acked && delivered.ackBody !== undefined) {
    workspace.recorder.problems.push('ack of block_actions: Slack reads no body there');
  }
  return delivered;
}
