import Database from 'libsql';
import { runAudit } from '../../src/audit/run.ts';

export interface Audited {
  readonly code: number;
  /** Lines on standard output. */
  readonly lines: readonly string[];
  readonly told: string;
}

/** Runs `npm run audit -- …` in this process. */
export async function auditing(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Audited> {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runAudit(args, env, {
    write: async (text) => void out.push(text),
    tell: (text) => void told.push(text),
  });
  return { code, lines: out.join('').split('\n').slice(0, -1), told: told.join('') };
}

/** As somebody would who holds the database. */
export function tamper(env: Readonly<Record<string, string>>, sql: string): void {
  const database = new Database(env['DATABASE_PATH'] ?? '');
  database.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted');
  database.exec(sql);
  database.close();
}
