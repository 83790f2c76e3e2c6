import { isObject, type Json } from './shape.ts';

/** Every object inside a value, outermost first: blocks, elements, texts and all. */
export function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}
