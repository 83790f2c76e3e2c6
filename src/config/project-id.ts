import type { CredentialKind } from './credential-kind.ts';
import { shown, type Variables } from './variables.ts';

const EXAMPLE = '0123456789abcdef0123456789abcdef';
const NAMES = ['DDS_PROJECT_ID', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_PROJECT_ID'];

/** The first of three variables; `null` when none is set and a password's token will name the project. */
export function readProjectId(
  variables: Variables,
  kind: CredentialKind | undefined,
): string | null | undefined {
  const name = NAMES.find((each) => variables.get(each) !== undefined);
  if (name !== undefined) return projectIdIn(variables, name);
  if (kind === undefined || kind === 'password') return null;
  const wrong = 'is missing: keys say nothing of the project, so it must be given';
  return variables.fault('DDS_PROJECT_ID', wrong, EXAMPLE);
}

function projectIdIn(variables: Variables, name: string): string | undefined {
  const value = variables.get(name) ?? '';
  // Becomes one segment of every path, so nothing that could end or escape a segment.
  if (/^[A-Za-z0-9]{1,64}$/.test(value)) return value;
  const wrong = `must be a project id, letters and digits only, and ${shown(value)} is not`;
  return variables.fault(name, wrong, EXAMPLE);
}
