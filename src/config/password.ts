import type { Credentials } from './types.ts';
import type { Variables } from './variables.ts';

/** The IAM user; the token is scoped to `projectName` where HW_PROJECT_NAME does not say. */
export function readPassword(
  variables: Variables,
  projectName: string | null,
): Credentials | undefined {
  const userName = variables.get('HW_USER_NAME') ?? missing(variables, 'HW_USER_NAME', 'dds-bot');
  // A password may begin or end with a space.
  const password =
    variables.verbatim('HW_USER_PASSWORD') ??
    missing(variables, 'HW_USER_PASSWORD', 'your-password');
  const domainName =
    variables.get('HW_DOMAIN_NAME') ?? missing(variables, 'HW_DOMAIN_NAME', 'example-account');
  const scope = variables.get('HW_PROJECT_NAME') ?? projectName ?? '';
  if (userName === undefined || password === undefined || domainName === undefined)
    return undefined;
  return { kind: 'password', userName, password, domainName, projectName: scope };
}

function missing(variables: Variables, name: string, example: string): undefined {
  const wrong = 'is missing: HW_USER_NAME, HW_USER_PASSWORD and HW_DOMAIN_NAME go together';
  return variables.fault(name, wrong, example);
}
