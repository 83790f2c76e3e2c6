import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';

/** What a YAML file holds, or what is wrong with it, to follow "is". Repeats nothing of the file. */
export type Source = { readonly holds: unknown } | { readonly wrong: string };

/** All scalars are text: a project id of digits is no number, and a target may be called `no`. */
export function readYaml(path: string): Source {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    return { wrong: `cannot be read (${code})` };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lineCounter.linePos(error.pos[0]);
    return { wrong: `is no YAML: ${error.code} in line ${line}` };
  }
  try {
    return { holds: document.toJS() };
  } catch {
    return { wrong: 'is no YAML: an alias in it leads nowhere, or too far' };
  }
}
