import type { Block } from './api-types.ts';

export interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
  readonly isDanger: boolean;
}

export interface PressedButton {
  readonly actionId: string;
  readonly confirm: Confirm | null;
}

/** The button of that action_id in these blocks. */
export function buttonIn(blocks: readonly Block[], actionId: string): PressedButton | undefined {
  const button = blocks.flatMap(elementsOf).find((it) => it['action_id'] === actionId);
  return button && { actionId, confirm: confirmOf(button['confirm']) };
}

function elementsOf(block: Block): readonly Block[] {
  const { elements, accessory } = block;
  return [
    ...(Array.isArray(elements) ? (elements as Block[]) : []),
    ...(isBlock(accessory) ? [accessory] : []),
  ];
}

function confirmOf(confirm: unknown): Confirm | null {
  if (!isBlock(confirm)) return null;
  return {
    title: textOf(confirm['title']),
    text: textOf(confirm['text']),
    confirm: textOf(confirm['confirm']),
    deny: textOf(confirm['deny']),
    isDanger: confirm['style'] === 'danger',
  };
}

/** What a text object says. */
export function textOf(object: unknown): string {
  return isBlock(object) ? String(object['text']) : '';
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null;
}
