import type { Check } from '../ops/doctor/check.ts';
import { brokeOff, tooLate } from '../ops/doctor/words/left-out.ts';

/** A part of the examination, which runs beside the others. */
export interface Part {
  readonly id: string;
  /** What its lines are about, e.g. `Slack`. */
  readonly name: string;
  /** Adds what it finds as it goes, so that a part that is cut off keeps what it has. */
  examine(add: (...checks: readonly Check[]) => void): Promise<void>;
}

/** Never rejects, and resolves within the limit. */
export async function checksOf({ id, name, examine }: Part, limitMs: number): Promise<Check[]> {
  const found: Check[] = [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve(tooLate(id, name, Math.round(limitMs / 1_000))), limitMs);
  });
  const examined = examine((...checks) => void found.push(...checks)).then(
    () => null,
    (error: unknown) => brokeOff(id, name, error),
  );
  const last = await Promise.race([examined, late]);
  clearTimeout(timer);
  return last === null ? [...found] : [...found, last];
}
