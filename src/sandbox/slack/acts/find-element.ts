import { isObject, type Json } from '../block-kit/shape.ts';
import { objectsIn } from '../block-kit/walk.ts';

/** Which button or menu: by its action_id, or by what its label begins with. */
export interface Wanted {
  readonly action_id?: string;
  readonly label?: string;
}
export interface FoundElement {
  readonly blockId: string;
  readonly element: Json;
}

/** The first element of that type and name in the blocks; throws with what there is instead. */
export function findElement(blocks: unknown, type: string, wanted: Wanted): FoundElement {
  const all = (Array.isArray(blocks) ? blocks : []).flatMap((block) =>
    objectsIn(block)
      .filter((object) => object['type'] === type)
      .map((element) => ({ blockId: String(block.block_id ?? ''), element })),
  );
  const found = all.find(({ element }) => isWanted(element, wanted));
  if (found !== undefined) return found;
  const there = all.map(({ element }) => `${element['action_id']} "${labelOf(element)}"`);
  throw new Error(`no ${type} ${JSON.stringify(wanted)}; there is: ${there.join(', ') || 'none'}`);
}

function isWanted(element: Json, { action_id, label }: Wanted): boolean {
  if (action_id !== undefined && element['action_id'] !== action_id) return false;
  return label === undefined || labelOf(element).startsWith(label);
}

function labelOf(element: Json): string {
  const text = element['text'] ?? element['placeholder'];
  return isObject(text) ? String(text['text']) : '';
}
