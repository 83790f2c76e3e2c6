import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Document {
  /** From the repository's folder, e.g. `docs/runbook.md`. */
  readonly path: string;
  readonly text: string;
}

/** The README and everything written in `docs/`. */
export const DOCUMENTS: readonly Document[] = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));

interface Fence {
  readonly language: string;
  readonly body: string;
}

/** Every fenced block of a document. */
export function fencesIn({ text }: Document): readonly Fence[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n(.*?)^\1```$/gms)].map(
    ([, , language = '', body = '']) => ({ language: language.trim(), body }),
  );
}

export interface Command {
  readonly text: string;
  /** Its block says that it is for while the bot is stopped. */
  readonly isStopped: boolean;
}

const WHILE_STOPPED = '# while the bot is stopped';

/** Every command that a document shows in `sh` blocks; one line is one command. */
export function commandsIn(document: Document): readonly Command[] {
  return fencesIn(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ body }) => {
      const lines = body.split('\n').map((line) => line.trim());
      const isStopped = lines[0] === WHILE_STOPPED;
      const commands = lines.filter((line) => line !== '' && !line.startsWith('#'));
      return commands.map((text) => ({ text, isStopped }));
    });
}
