import type { Endpoints } from './endpoints.ts';
import { type EntryAt, refuseTwice } from './targets-file/distinct.ts';
import { entryName, readEntry, targetOf } from './targets-file/entry.ts';
import { faultInFile } from './targets-file/fields.ts';
import { readYaml } from './targets-file/source.ts';
import type { TargetConfig } from './types.ts';
import { shown, type Variables } from './variables.ts';

const EXAMPLE_FILE = 'targets.yml';
const EXAMPLE = '- { name: orders, region: ap-southeast-1, project_id: …, credentials: … }';

/** The targets of this file, which replaces the variables of a single one; a fault for all that is wrong with it. */
export function readTargetsFile(
  variables: Variables,
  path: string,
  endpoints: Endpoints,
): readonly TargetConfig[] {
  const source = readYaml(path);
  if ('wrong' in source) {
    variables.fault('DDS_TARGETS_FILE', `${source.wrong}: ${toldPath(path)}`, EXAMPLE_FILE);
    return [];
  }
  const { holds } = source;
  if (!Array.isArray(holds) || holds.length === 0) {
    const where = { variables, text: path };
    faultInFile(where, 'must hold a list of at least one target', EXAMPLE);
    return [];
  }
  const entries = holds.map((value: unknown, index): EntryAt => {
    const called = entryName(value, index);
    const where = { variables, text: `${path}, ${called}` };
    return { ...readEntry(value, where, endpoints), called, where };
  });
  refuseTwice(entries);
  return entries.flatMap((entry) => targetOf(entry) ?? []);
}

/** What is no file may be a secret in the wrong variable. */
function toldPath(path: string): string {
  return /^[\w.,/ -]+\.(?:ya?ml|json)$/.test(path) ? `"${path}"` : shown(path);
}
