import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';

export interface Page<T> {
  readonly entries: readonly T[];
  readonly hasMore: boolean;
  readonly responseMetadata: Json;
}

/** A page of a list that starts where the cursor says; `invalid_cursor` for one not given out. */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (entry: T) => string,
  cursor: string | undefined,
  limit: number,
): Page<T> {
  const start = startOf(all, keyOf, cursor);
  const entries = all.slice(start, start + limit);
  const next = all[start + limit];
  const nextCursor =
    next === undefined ? '' : Buffer.from(`next:${keyOf(next)}`).toString('base64');
  return {
    entries,
    hasMore: next !== undefined,
    responseMetadata: { next_cursor: nextCursor },
  };
}

function startOf<T>(
  all: readonly T[],
  keyOf: (entry: T) => string,
  cursor: string | undefined,
): number {
  if (cursor === undefined || cursor === '') return 0;
  const key = Buffer.from(cursor, 'base64')
    .toString()
    .replace(/^next:/, '');
  const start = all.findIndex((entry) => keyOf(entry) === key);
  if (start < 0) throw new SlackError('invalid_cursor');
  return start;
}
