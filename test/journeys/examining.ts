import { z } from 'zod';
import type { Surroundings } from '../../src/doctor/examine.ts';
import { runDoctor } from '../../src/doctor/run.ts';

const report = z.strictObject({
  ok: z.boolean(),
  checks: z.array(
    z.strictObject({
      id: z.string().min(1),
      result: z.enum(['ok', 'warn', 'fail', 'skipped']),
      said: z.string().min(1),
      next: z.string().min(1).nullable(),
    }),
  ),
});

export interface Examined {
  readonly code: number;
  readonly ok: boolean;
  /** "result id", of all that is not ok. */
  readonly amiss: readonly string[];
  /** The whole of one check, its next step after an arrow. */
  line(id: string): string;
  readonly ids: readonly string[];
  readonly output: string;
}

/** Runs `npm run doctor -- --json` in this process. */
export async function examining(
  env: Readonly<Record<string, string>>,
  surroundings: Partial<Surroundings> = {},
): Promise<Examined> {
  const { code, out } = await doctor(env, ['--json'], surroundings);
  const { ok, checks } = report.parse(JSON.parse(out));
  return {
    ...{ code, ok, output: out, ids: checks.map(({ id }) => id) },
    amiss: checks
      .filter(({ result }) => result !== 'ok')
      .map(({ result, id }) => `${result} ${id}`),
    line(id) {
      const check = checks.find((each) => each.id === id);
      return check === undefined ? `no check ${id}` : `${check.said} → ${check.next}`;
    },
  };
}

/** Runs `npm run doctor` in this process. */
export async function doctor(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  surroundings: Partial<Surroundings> = {},
): Promise<{ readonly code: number; readonly out: string; readonly told: string }> {
  const out: string[] = [];
  const told: string[] = [];
  const output = {
    write: async (text: string) => void out.push(text),
    tell: (text: string) => void told.push(text),
  };
  const code = await runDoctor(args, env, output, surroundings);
  return { code, out: out.join(''), told: told.join('') };
}
