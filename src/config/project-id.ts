import type { CredentialKind } from './credential-kind.ts';
import { shown, type Variables } from './variables.ts';

const EXAMPLE = '0123456789abcdef0123456789abcdef';

/** The first of these that is set; `null` when none is and a password's token will name the project. */
export function readProjectId(
  variables: Variables,
  names: readonly string[],
  kind: CredentialKind | undefined,
): string | null | undefined {
  const name = names.find((each) => variables.get(each) !== undefined);
  if (name !== undefined) return projectIdIn(variables, name);
  if (kind === undefined || kind === 'password') return null;
  const wrong = 'is missing: keys say nothing of the project, so it must be given';
  return variables.fault(names[0] ?? '', wrong, EXAMPLE);
}

function projectIdIn(variables: Variables, name: string): string | undefined {
  const value = variables.get(name) ?? '';
  // Becomes one segment of every path, so nothing that could end or escape a segment.
  if (/^[A-Za-z0-9]{1,64}$/.test(value)) return value;
  const wrong = `must be a project id, letters and digits only, and ${shown(value)} is not`;
  return variables.fault(name, wrong, EXAMPLE);
}
