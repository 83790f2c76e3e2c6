import { accessKeyVariables, readAccessKeys } from './access-keys.ts';
import type { CredentialKind } from './credential-kind.ts';
import { readPassword } from './password.ts';
import type { Credentials } from './types.ts';
import type { Variables } from './variables.ts';

/** `projectName` is what a password's token is scoped to where HW_PROJECT_NAME does not say. */
export function readCredentials(
  variables: Variables,
  kind: CredentialKind,
  projectName: string | null,
): Credentials | undefined {
  switch (kind) {
    case 'aksk':
      return readAccessKeys(variables);
    case 'password':
      return readPassword(variables, projectName);
    case 'ecs':
      return { kind };
    default:
      return kind satisfies never;
  }
}

/** Names of the variables that hold credentials of this kind; of those that may be left out, the ones that are set. */
export function credentialVariables(variables: Variables, kind: CredentialKind): readonly string[] {
  switch (kind) {
    case 'aksk':
      return accessKeyVariables(variables);
    case 'password':
      return ['HW_USER_NAME', 'HW_USER_PASSWORD', 'HW_DOMAIN_NAME'];
    case 'ecs':
      return [];
    default:
      return kind satisfies never;
  }
}
