import { isObject, type Json } from '../block-kit/shape.ts';
import { objectsIn } from '../block-kit/walk.ts';
import type { ViewSource } from '../view-store.ts';

/** What is typed into a modal: by action_id, or by block_id and then action_id. */
export type Typed = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** `state.values` of a filled-in modal; throws where the client would refuse to submit it. */
export function typedState(source: ViewSource, typed: Typed): Json {
  const blocks = (source['blocks'] as readonly Json[]).filter((block) => block['type'] === 'input');
  const known = new Set<string>();
  const entries = blocks.map((block) => {
    const blockId = String(block['block_id']);
    const element = block['element'] as Json;
    const actionId = String(element['action_id'] ?? '');
    const value = valueFor(typed, blockId, actionId) ?? initialValue(element);
    known.add(blockId).add(actionId);
    mustBeAcceptable(block, element, value);
    return [blockId, { [actionId]: stateOf(element, value) }];
  });
  const unknown = Object.keys(typed).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Error(`the modal has no input ${unknown}`);
  return Object.fromEntries(entries);
}

function valueFor(typed: Typed, blockId: string, actionId: string): string | undefined {
  const given = typed[blockId] ?? typed[actionId];
  return typeof given === 'object' ? given[actionId] : given;
}

function initialValue(element: Json): string | undefined {
  const { initial_value, initial_option, initial_conversation } = element;
  if (isObject(initial_option)) return String(initial_option['value']);
  if (typeof initial_conversation === 'string') return initial_conversation;
  return typeof initial_value === 'string' ? initial_value : undefined;
}

function mustBeAcceptable(block: Json, element: Json, value: string | undefined): void {
  const name = String(block['block_id']);
  if (value === undefined || value === '') {
    if (block['optional'] !== true) throw new Error(`${name} must be filled in`);
    return;
  }
  const { min_length, max_length } = element;
  if (typeof min_length === 'number' && value.length < min_length) {
    throw new Error(`${name} needs at least ${min_length} characters`);
  }
  if (typeof max_length === 'number' && value.length > max_length) {
    throw new Error(`${name} takes at most ${max_length} characters`);
  }
}

function stateOf(element: Json, value: string | undefined): Json {
  const type = String(element['type']);
  if (type === 'users_select') return { type, selected_user: value ?? null };
  if (type === 'conversations_select') return { type, selected_conversation: value ?? null };
  if (type === 'static_select' || type === 'radio_buttons') {
    return { type, selected_option: optionWith(element, value) };
  }
  if (type === 'checkboxes') {
    const option = optionWith(element, value);
    return { type, selected_options: option === null ? [] : [option] };
  }
  return { type, value: value || null };
}

function optionWith(element: Json, value: string | undefined): Json | null {
  if (value === undefined) return null;
  const option = objectsIn([element['options'], element['option_groups']]).find(
    (object) => object['value'] === value,
  );
  if (option === undefined) throw new Error(`no option ${value}`);
  return option;
}
