import type { Variables } from './variables.ts';

/** Where the journal is. */
export function readDatabasePath(variables: Variables): string {
  return variables.get('DATABASE_PATH') ?? 'data/dds-cancel.db';
}
