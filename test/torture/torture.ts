import { type Finding, KINDS } from '../../src/sandbox/witness/witness.ts';
import type { Figures, Part } from './part.ts';
import type { Wish } from './wish.ts';

type Print = (line: string) => void;

/** Runs those parts one after the other; tells whether all went well. Throws where `only` names none. */
export async function torture(
  all: readonly Part[],
  { only, ...wish }: Wish,
  print: Print,
): Promise<boolean> {
  const parts = all.filter(({ name }) => only === null || name === only);
  if (parts.length === 0)
    throw new Error(`--only ${only} is none of ${all.map(({ name }) => name).join(', ')}`);
  print(`seed ${wish.seed}`);
  let failed = 0;
  for (const part of parts) failed += await runPart(part, wish, print);
  return failed === 0;
}

/** How many failures it had. */
async function runPart(part: Part, wish: Omit<Wish, 'only'>, print: Print): Promise<number> {
  const began = performance.now();
  const figures = await part.run({ ...wish, print: (line) => print(`${part.name}: ${line}`) });
  for (const { repeat, findings, kept } of figures.failures) {
    print(`${part.name}: FAILED; npm run torture -- ${repeat}`);
    for (const { kind, what } of findings) print(`  ${kind}: ${what}`);
    if (kept !== undefined) print(`  evidence: ${kept}`);
  }
  const seconds = Math.round((performance.now() - began) / 1_000);
  print(`${part.name}: ${summaryOf(figures)}; ${seconds} s`);
  return figures.failures.length;
}

function summaryOf({ done, failures }: Figures): string {
  const found = failures.flatMap(({ findings }) => findings);
  const count = (kind: Finding['kind']) => found.filter((one) => one.kind === kind).length;
  return [
    ...Object.entries(done).map(([name, number]) => `${number} ${name}`),
    ...KINDS.map((kind) => `${count(kind)} ${kind}`),
  ].join(', ');
}
