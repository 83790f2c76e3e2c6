import { z } from 'zod';
import type { Json } from '../block-kit/shape.ts';
import type { Delivered } from '../delivery/deliver.ts';
import type { DeliveryOptions } from '../delivery/transport.ts';
import { SlackError } from '../slack-error.ts';
import type { OpenView } from '../view-store.ts';
import { checkedView, viewToWire } from '../web-api/views.ts';
import type { Workspace } from '../workspace.ts';
import { type ActParts, basePayload, type Forge, tellFailure } from './act.ts';
import { type Typed, typedState } from './typed-state.ts';

export interface SubmitOptions extends DeliveryOptions {
  readonly forge?: Forge;
  /** Put over the fields of the view, such as `private_metadata`. */
  readonly forgeView?: Forge;
}

/** Fills in and submits a modal; throws where Slack's client would not let the person submit. */
export async function submitView(
  { workspace, deliver }: ActParts,
  userId: string,
  viewId: string,
  typed: Typed,
  { forge, forgeView, ...options }: SubmitOptions = {},
): Promise<Delivered> {
  const open = openViewOf(workspace, userId, viewId);
  const view = { ...viewToWire(workspace, open, typedState(open.source, typed)), ...forgeView };
  const payload = {
    type: 'view_submission',
    ...basePayload(workspace, userId),
    view,
    response_urls: [],
    ...forge,
  };
  const what = { kind: 'interactive', type: 'view_submission', userId, payload } as const;
  const delivered = await deliver(what, options);
  if (delivered.error) tellFailure(workspace, userId, 'The form', delivered.error);
  else obeyAck(workspace, open, delivered.ackBody);
  return delivered;
}

/** Closes a modal; the app hears of it only where the view asked with notify_on_close. */
export async function closeView(
  { workspace, deliver }: ActParts,
  userId: string,
  viewId: string,
): Promise<Delivered | undefined> {
  const open = openViewOf(workspace, userId, viewId);
  workspace.views.close(viewId);
  if (open.source['notify_on_close'] !== true) return undefined;
  const view = viewToWire(workspace, open);
  const payload = {
    type: 'view_closed',
    ...basePayload(workspace, userId),
    view,
    is_cleared: false,
  };
  return await deliver({ kind: 'interactive', type: 'view_closed', userId, payload });
}

function openViewOf(workspace: Workspace, userId: string, viewId: string): OpenView {
  const top = workspace.views.top(userId);
  if (top?.id !== viewId) throw new Error(`${viewId} is not the modal ${userId} is looking at`);
  return top;
}

const ack = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.strictObject({
    response_action: z.enum(['update', 'push']),
    view: z.record(z.string(), z.unknown()),
  }),
]);

/** An empty ack closes the modal; otherwise it says what happens to it. */
function obeyAck(workspace: Workspace, open: OpenView, body: unknown): void {
  const { views, recorder } = workspace;
  if (body === undefined) {
    views.close(open.id);
    return;
  }
  const parsed = ack.safeParse(body);
  if (!parsed.success) {
    recorder.problems.push(`ack of view_submission: ${parsed.error.message}`);
    return;
  }
  try {
    obey(workspace, open, parsed.data);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
  }
}

function obey(workspace: Workspace, open: OpenView, answer: z.output<typeof ack>): void {
  const { views } = workspace;
  switch (answer.response_action) {
    case 'clear':
      views.clear(open.userId);
      return;
    case 'errors':
      checkErrorBlocks(workspace, open, Object.keys(answer.errors));
      views.showErrors(open.id, answer.errors);
      return;
    default:
      checkedView(workspace, 'ack of view_submission', answer.view);
      if (answer.response_action === 'push') views.push(open.userId, answer.view);
      else views.update(open.id, answer.view);
  }
}

/** Slack shows an error only under an input block of that id. */
function checkErrorBlocks(workspace: Workspace, open: OpenView, ids: readonly string[]): void {
  const blocks = open.source['blocks'] as readonly Json[];
  const inputs = blocks.filter((it) => it['type'] === 'input').map((it) => it['block_id']);
  for (const id of ids.filter((it) => !inputs.includes(it))) {
    workspace.recorder.problems.push(`ack of view_submission: no input block ${id} for an error`);
  }
}
