import { isKey } from '../access-keys.ts';
import type { CredentialKind } from '../credential-kind.ts';
import type { Credentials } from '../types.ts';
import { inWords } from '../values.ts';
import type { Variables } from '../variables.ts';
import { faultInFile, fieldsOf, isMapping, type Where } from './fields.ts';

/** By kind, the fields that name variables, each with a right name. */
const FIELDS: Readonly<Record<CredentialKind, Readonly<Record<string, string>>>> = {
  aksk: { access_key: 'ORDERS_AK', secret_key: 'ORDERS_SK', security_token: 'ORDERS_TOKEN' },
  password: {
    ...{ user_name: 'ORDERS_USER', password: 'ORDERS_PASSWORD' },
    ...{ domain_name: 'ORDERS_DOMAIN', project_name: 'ORDERS_PROJECT' },
  },
  ecs: {},
};
const KINDS: readonly CredentialKind[] = ['aksk', 'password', 'ecs'];
const EXAMPLE = 'credentials: { kind: aksk, access_key: ORDERS_AK, secret_key: ORDERS_SK }';

/** What an entry says of its credentials: which kind, and the names of the variables that hold them. */
export interface NamedCredentials {
  readonly kind: CredentialKind;
  readonly fields: Variables;
  readonly variables: Variables;
}

/** `ecs` alone stands for `{ kind: ecs }`, and fields of one kind need not say which. `undefined` after a fault that leaves nothing to look up. */
export function readNamed(value: unknown, where: Where): NamedCredentials | undefined {
  if (value === undefined) return faultInFile(where, 'credentials is missing', EXAMPLE);
  const mapping = typeof value === 'string' ? { kind: value } : value;
  const kind = isMapping(mapping) ? kindOf(mapping) : undefined;
  if (kind === undefined || !isMapping(mapping))
    return faultInFile(where, `credentials must have a kind: ${inWords(KINDS)}`, EXAMPLE);
  const texts = ['kind', ...Object.keys(FIELDS[kind])];
  const within = { ...where, text: `${where.text}, credentials` };
  const fields = fieldsOf(mapping, { texts, lists: [], mappings: [], example: EXAMPLE }, within);
  return { kind, fields, variables: where.variables };
}

function kindOf(mapping: Readonly<Record<string, unknown>>): CredentialKind | undefined {
  const isMeant = (kind: CredentialKind) =>
    Object.keys(FIELDS[kind]).some((field) => Object.hasOwn(mapping, field));
  const { kind } = mapping;
  return KINDS.find((each) => (kind === undefined ? isMeant(each) : kind === each));
}

/** Names of the variables that hold the credentials. Where all of them are whole, none is a secret itself. */
export function variablesNamed({ kind, fields }: NamedCredentials): readonly string[] {
  return Object.keys(FIELDS[kind]).flatMap((field) => fields.get(field) ?? []);
}

/** Looks the variables up. `region` names the project of a password's token where nothing else does. */
export function lookUp(named: NamedCredentials, region: string | null): Credentials | undefined {
  switch (named.kind) {
    case 'aksk':
      return accessKeys(named);
    case 'password':
      return password(named, region);
    default:
      return { kind: named.kind };
  }
}

function accessKeys(named: NamedCredentials): Credentials | undefined {
  const accessKey = valueIn(named, 'access_key', isKey);
  const secretKey = valueIn(named, 'secret_key', isKey);
  const isTemporary = named.fields.get('security_token') !== undefined;
  const securityToken = isTemporary ? valueIn(named, 'security_token', isKey) : '';
  if (accessKey === undefined || secretKey === undefined) return undefined;
  if (securityToken === undefined) return undefined;
  return { kind: 'aksk', accessKey, secretKey, ...(isTemporary && { securityToken }) };
}

function password(named: NamedCredentials, region: string | null): Credentials | undefined {
  const userName = valueIn(named, 'user_name');
  const word = valueIn(named, 'password');
  const domainName = valueIn(named, 'domain_name');
  const isNamed = named.fields.get('project_name') !== undefined;
  const projectName = isNamed ? valueIn(named, 'project_name') : (region ?? '');
  if (userName === undefined || word === undefined || domainName === undefined) return undefined;
  if (projectName === undefined) return undefined;
  return { kind: 'password', userName, password: word, domainName, projectName };
}

/** The value of the variable that a field names; `isFine` reports what is wrong with it. */
function valueIn(
  { kind, fields, variables }: NamedCredentials,
  field: string,
  isFine: (variables: Variables, name: string) => boolean = () => true,
): string | undefined {
  const example = FIELDS[kind][field] ?? '';
  const name = fields.get(field);
  if (name === undefined || !VARIABLE.test(name)) {
    const wrong = name === undefined ? 'is missing: it is' : 'must be';
    const what = 'the name of an environment variable, never the secret itself';
    return fields.fault(field, `${wrong} ${what}`, example);
  }
  // A password may begin or end with a space.
  const value = field === 'password' ? variables.verbatim(name) : variables.get(name);
  if (value === undefined)
    return fields.fault(field, `names ${told(name)}, which is not set`, example);
  return isFine(variables, name) ? value : undefined;
}

const VARIABLE = /^[A-Za-z_]\w{0,127}$/;

/** A secret may stand where its variable's name belongs, so only what looks like a name is repeated. */
function told(name: string): string {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) ? name : 'a variable';
}
