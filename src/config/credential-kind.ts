import type { Credentials } from './types.ts';
import { inWords, oneOf } from './values.ts';
import type { Variables } from './variables.ts';

export type CredentialKind = Credentials['kind'];

const KINDS: readonly CredentialKind[] = ['aksk', 'password', 'ecs'];

/** The variables by which a source is known to be meant. The ECS has none: it must be asked for. */
const SIGNS = {
  aksk: [
    'HUAWEICLOUD_SDK_AK',
    'HUAWEICLOUD_SDK_SK',
    'HUAWEICLOUD_SDK_SECURITY_TOKEN',
    'HW_ACCESS_KEY',
    'HW_SECRET_KEY',
    'HW_SECURITY_TOKEN',
  ],
  // Not the names of domain and project: other tools set them beside AK/SK.
  password: ['HW_USER_NAME', 'HW_USER_PASSWORD'],
};

const WAYS = [
  'HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK',
  'HW_ACCESS_KEY and HW_SECRET_KEY',
  'HW_USER_NAME, HW_USER_PASSWORD and HW_DOMAIN_NAME',
  'on an ECS with an agency, DDS_CREDENTIALS=ecs',
];

/** Which source of credentials is to be used: the one asked for, else the only one present. */
export function credentialKind(variables: Variables): CredentialKind | undefined {
  const value = variables.get('DDS_CREDENTIALS');
  if (value === undefined) return onlyPresent(variables);
  return oneOf<CredentialKind, undefined>(variables, 'DDS_CREDENTIALS', KINDS, undefined);
}

function onlyPresent(variables: Variables): CredentialKind | undefined {
  const keys = SIGNS.aksk.filter((name) => variables.get(name) !== undefined);
  const user = SIGNS.password.filter((name) => variables.get(name) !== undefined);
  if (keys.length > 0 && user.length > 0) {
    const found = `AK/SK (${keys.join(', ')}) and an IAM user (${user.join(', ')})`;
    const wrong = `must say which credentials to use, aksk or password: there are ${found}`;
    return variables.fault('DDS_CREDENTIALS', wrong, 'aksk');
  }
  if (keys.length > 0) return 'aksk';
  if (user.length > 0) return 'password';
  const wrong = `is not set, and there are no credentials: give ${inWords(WAYS)}`;
  return variables.fault('DDS_CREDENTIALS', wrong, 'ecs');
}
