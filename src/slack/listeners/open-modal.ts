import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { unlessCutOff } from './cut-off.ts';
import type { Doubt } from './doubt.ts';

export interface OpenDeps {
  /** Ours, whose calls are watched; Bolt's own is not. */
  readonly client: WebClient;
  readonly doubt: Doubt;
}

/** Opens a modal, and answers its id; `null` where Slack gave none, e.g. because the trigger was too old by then. */
export async function openModal(
  { client, doubt }: OpenDeps,
  trigger_id: string,
  view: ModalView,
): Promise<string | null> {
  const opening = client.views.open({ trigger_id, view });
  const opened = await unlessCutOff(opening, doubt.cutOff).catch(
    (fault: unknown) => void doubt.log(fault),
  );
  return opened?.view?.id ?? null;
}
