import { objectsIn } from '../../src/sandbox/slack/block-kit/walk.ts';
import type { SlackSimulator } from '../../src/sandbox/slack/simulator.ts';

type Json = Readonly<Record<string, unknown>>;

/** How many clicks or taps a person has made since the start; keystrokes are free. */
export function clicksOf(slack: SlackSimulator, user: string): number {
  const acts = slack.deliveries.filter(({ userId }) => userId === user);
  return acts.reduce((sum, { payload }) => sum + clicksOfAct(payload as Json), 0);
}

/** One for the act itself, one for its confirm dialog, one for each field that had to be gone to. */
function clicksOfAct(payload: Json): number {
  return 1 + confirmsOf(payload) + fieldsOf(payload);
}

function confirmsOf({ actions, message, view }: Json): number {
  const ids = objectsIn(actions).map(({ action_id }) => action_id);
  const confirmed = objectsIn([message, view]).filter(
    ({ type, action_id, confirm }) =>
      type === 'button' && ids.includes(action_id) && confirm !== undefined,
  );
  return confirmed.length;
}

function fieldsOf({ type, view }: Json): number {
  if (type !== 'view_submission') return 0;
  const { blocks, state } = view as { blocks: readonly Json[]; state: { values: Json } };
  const filled = blocks.filter(({ type, block_id, element }) => {
    if (type !== 'input') return false;
    const { initial_value, initial_conversation } = element as Json;
    const [entry] = Object.values(state.values[String(block_id)] as Json) as Json[];
    const value = entry?.['value'] ?? entry?.['selected_conversation'] ?? undefined;
    return value !== (initial_value ?? initial_conversation);
  });
  return filled.length;
}
