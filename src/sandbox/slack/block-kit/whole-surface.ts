import { type Found, isObject, type Json } from './shape.ts';
import { objectsIn } from './walk.ts';

const MARKDOWN_TOTAL = 12_000;

/** What holds over all blocks of one message or view together: identities, one primary button, one table. */
export function checkWholeSurface(blocks: readonly unknown[], found: Found): void {
  const objects = objectsIn(blocks);
  unique('block_id', blocks.filter(isObject), found);
  unique('action_id', objects, found);
  atMostOne('primary button', objects.filter(isPrimary).length, found);
  atMostOne('table (only_one_table_allowed)', ofType(objects, 'table').length, found);
  const markdown = ofType(objects, 'markdown').map((block) => String(block['text'] ?? '').length);
  if (markdown.reduce((sum, length) => sum + length, 0) > MARKDOWN_TOTAL) {
    found.invalid.push(`blocks: more than ${MARKDOWN_TOTAL} characters of markdown together`);
  }
}

function unique(name: 'block_id' | 'action_id', holders: readonly Json[], found: Found): void {
  const seen = new Set<string>();
  for (const holder of holders) {
    const id = holder[name];
    if (typeof id !== 'string') continue;
    if (seen.has(id)) found.invalid.push(`blocks: ${name} ${id} is used twice`);
    seen.add(id);
  }
}

function isPrimary(object: Json): boolean {
  return object['type'] === 'button' && object['style'] === 'primary';
}

function atMostOne(what: string, count: number, found: Found): void {
  if (count > 1) found.invalid.push(`blocks: more than one ${what}`);
}

function ofType(objects: readonly Json[], type: string): Json[] {
  return objects.filter((object) => object['type'] === type);
}
