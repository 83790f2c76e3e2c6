import type { Credentials } from './types.ts';
import { isPrintable } from './values.ts';
import type { Variables } from './variables.ts';

interface KeyNames {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
}

const SDK: KeyNames = {
  accessKey: 'HUAWEICLOUD_SDK_AK',
  secretKey: 'HUAWEICLOUD_SDK_SK',
  securityToken: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
};
const TERRAFORM: KeyNames = {
  accessKey: 'HW_ACCESS_KEY',
  secretKey: 'HW_SECRET_KEY',
  securityToken: 'HW_SECURITY_TOKEN',
};

/** The SDK's variables if any of them is set, else Terraform's: never halves of both. */
export function readAccessKeys(variables: Variables): Credentials | undefined {
  const names = namesOf(variables);
  const accessKey = readKey(variables, names, names.accessKey);
  const secretKey = readKey(variables, names, names.secretKey);
  const securityToken = variables.get(names.securityToken);
  const tokenIsFine = securityToken === undefined || isKey(variables, names.securityToken);
  if (accessKey === undefined || secretKey === undefined || !tokenIsFine) return undefined;
  return {
    kind: 'aksk',
    accessKey,
    secretKey,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
}

/** The variables that are set, of those that `readAccessKeys` reads. */
export function accessKeyVariables(variables: Variables): readonly string[] {
  return Object.values(namesOf(variables)).filter((name) => variables.get(name) !== undefined);
}

function namesOf(variables: Variables): KeyNames {
  return [SDK, TERRAFORM].find((each) => anySet(variables, each)) ?? SDK;
}

function anySet(variables: Variables, names: KeyNames): boolean {
  return Object.values(names).some((name) => variables.get(name) !== undefined);
}

function readKey(variables: Variables, names: KeyNames, name: string): string | undefined {
  const value = variables.get(name);
  if (value !== undefined) return isKey(variables, name) ? value : undefined;
  const wrong = `is missing: ${names.accessKey} and ${names.secretKey} go together`;
  return variables.fault(name, wrong, `your-${exampleFor(name)}`);
}

/** Whether a variable holds what can be a key; a fault where it does not. */
export function isKey(variables: Variables, name: string): boolean {
  if (isPrintable(variables.get(name) ?? '')) return true;
  const wrong = 'must be printable ASCII without spaces: it travels in a header';
  variables.fault(name, wrong, `your-${exampleFor(name)}`);
  return false;
}

function exampleFor(name: string): string {
  if (name.endsWith('TOKEN')) return 'security-token';
  return name === SDK.accessKey || name === TERRAFORM.accessKey ? 'access-key' : 'secret-key';
}
