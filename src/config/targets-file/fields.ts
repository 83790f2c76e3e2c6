import { shown, type Variables } from '../variables.ts';

const FILE = 'DDS_TARGETS_FILE';

type Mapping = Readonly<Record<string, unknown>>;

/** A place in the file, e.g. `targets.yml, target 2 "orders"`. */
export interface Where {
  readonly variables: Variables;
  readonly text: string;
}

/** The fields that a mapping may have, and a right one. */
export interface Form {
  readonly texts: readonly string[];
  /** One text with commas, or a list of texts. */
  readonly lists: readonly string[];
  readonly mappings: readonly string[];
  readonly example: string;
}

/** A fault of the file; `example` is a right line of it. */
export function faultInFile({ variables, text }: Where, wrong: string, example: string): undefined {
  return variables.report({
    ...{ variable: FILE, wrong: `(${text}): ${wrong}`, example },
    isInFile: true,
  });
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a mapping, to be read as an environment is; with a fault for each of another form. */
export function fieldsOf(mapping: Mapping, form: Form, where: Where): Variables {
  const texts = new Map<string, string>();
  const misshapen = new Set<string>();
  for (const [name, value] of Object.entries(mapping)) {
    if (form.mappings.includes(name)) continue;
    const text = textOf(value, form.lists.includes(name));
    const wrong = wrongWith(name, text, form);
    if (wrong === null) texts.set(name, text ?? '');
    else {
      faultInFile(where, wrong, form.example);
      misshapen.add(name);
    }
  }
  return {
    get: (name) => texts.get(name)?.trim() || undefined,
    verbatim: (name) => texts.get(name),
    fault: (name, wrong, example) =>
      // Its form was told already.
      misshapen.has(name)
        ? undefined
        : faultInFile(where, `${name} ${wrong}`, `${name}: ${example}`),
    report: where.variables.report,
    faults: where.variables.faults,
  };
}

function textOf(value: unknown, mayBeList: boolean): string | null {
  if (typeof value === 'string') return value;
  const isList = mayBeList && Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isList ? value.join(',') : null;
}

/** What is left empty might have been meant to forbid, so it is not taken for absent. */
function wrongWith(name: string, text: string | null, form: Form): string | null {
  const { texts, lists, mappings } = form;
  if (![...texts, ...lists].includes(name))
    return `${shown(name)} is no field here; there are ${[...texts, ...lists, ...mappings].join(', ')}`;
  if (text === null) return `${name} is not a text`;
  return text.trim() === '' ? `${name} is empty: fill it in, or leave it out` : null;
}
