/** What is asked for on the command line, or what is wrong with it. */
export type Asked =
  | { readonly command: 'export'; readonly since: number; readonly until: number }
  | { readonly command: 'verify' }
  | { readonly command: 'none'; readonly wrong: string };

export const USAGE = `usage: npm run audit -- export [--since ISO] [--until ISO]
       npm run audit -- verify
Times are dates or UTC times, e.g. 2026-01-31 or 2026-01-31T12:00:00Z; --until is not included.
`;

export function readArguments([command, ...rest]: readonly string[]): Asked {
  if (command === 'export') return readExport(rest);
  if (command !== 'verify') return wrong('say `export` or `verify`');
  return rest.length === 0 ? { command } : wrong('`verify` takes no options');
}

function readExport(options: readonly string[]): Asked {
  const range = { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
  for (let index = 0; index < options.length; index += 2) {
    const name = /^--(since|until)$/.exec(options[index] ?? '')?.[1];
    if (name !== 'since' && name !== 'until') return wrong(`no such option: ${options[index]}`);
    const time = timeOf(options[index + 1] ?? '');
    if (time === null) return wrong(`--${name} takes a date or a UTC time`);
    range[name] = time;
  }
  return { command: 'export', ...range };
}

/** Without a zone JavaScript would take the machine's own. */
function timeOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text))
    return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function wrong(sentence: string): Asked {
  return { command: 'none', wrong: sentence };
}
