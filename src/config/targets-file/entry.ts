import type { Endpoints } from '../endpoints.ts';
import { readPeople } from '../people.ts';
import { type Place, type PlaceNames, readPlace } from '../place.ts';
import type { Credentials, PeopleList, TargetConfig } from '../types.ts';
import { shown, type Variables } from '../variables.ts';
import { lookUp, readNamed, variablesNamed } from './credentials.ts';
import { type Form, faultInFile, fieldsOf, isMapping, type Where } from './fields.ts';

const NAMES: PlaceNames = {
  region: 'region',
  endpoint: 'endpoint',
  iamEndpoint: ['iam_endpoint'],
  projectId: ['project_id'],
  projectName: 'project_name in credentials',
};
const FORM: Form = {
  texts: ['name', 'region', 'endpoint', 'iam_endpoint', 'project_id'],
  lists: ['approvers'],
  mappings: ['credentials'],
  example: '- name: orders',
};
/** What a person types after `in`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** What could be read of one entry; a fault was reported for what is `undefined`, but for the approvers. */
export interface Entry {
  readonly name?: string | undefined;
  readonly place?: Place | undefined;
  readonly credentials?: Credentials | undefined;
  /** Names of the variables that hold them. */
  readonly variables?: readonly string[] | undefined;
  readonly approvers?: PeopleList | undefined;
}

export function readEntry(value: unknown, where: Where, endpoints: Endpoints): Entry {
  if (!isMapping(value)) return faultInFile(where, 'is no mapping of fields', FORM.example) ?? {};
  const fields = fieldsOf(value, FORM, where);
  const name = readName(fields);
  const named = readNamed(value['credentials'], where);
  const hasProjectName = named?.fields.get('project_name') !== undefined;
  const about = { kind: named?.kind, hasProjectName };
  const place = readPlace(fields, NAMES, about, endpoints);
  const credentials = named && lookUp(named, place?.region ?? null);
  const variables = named && variablesNamed(named);
  return { name, place, credentials, variables, approvers: readApprovers(fields, where.variables) };
}

/** The target that a whole entry describes. */
export function targetOf(entry: Entry): TargetConfig | undefined {
  const { name, place, credentials, variables = [], approvers } = entry;
  if (name === undefined || place === undefined || credentials === undefined) return undefined;
  const source = { variables, isInFile: true };
  return { name, ...place, credentials, source, ...(approvers && { approvers }) };
}

/** How an entry is called in a fault, e.g. `target 2 "orders"`. */
export function entryName(value: unknown, index: number): string {
  const name = isMapping(value) ? value['name'] : undefined;
  const isNamed = typeof name === 'string' && name !== '' && shown(name) === `"${name}"`;
  return `target ${index + 1}${isNamed ? ` "${name}"` : ''}`;
}

function readName(fields: Variables): string | undefined {
  const name = fields.get('name');
  if (name !== undefined && NAME.test(name)) return name;
  const wrong = name === undefined ? 'is missing' : 'must be one word';
  const form = 'of at most 32 letters, digits, dots, dashes and underscores';
  return fields.fault('name', name === undefined ? wrong : `${wrong} ${form}`, 'orders');
}

function readApprovers(fields: Variables, variables: Variables): PeopleList | undefined {
  const approvers = readPeople(fields, 'approvers');
  if (!approvers?.channelMembers) return approvers;
  if (variables.get('CHANNELS') === undefined) {
    const wrong = 'has the members of the channel approve, so CHANNELS must name the channels';
    fields.fault('approvers', wrong, 'U0123ABCD,S0456EFGH');
  }
  if (variables.get('EMERGENCY_APPROVAL') === 'on') {
    const wrong = 'cannot be channel with EMERGENCY_APPROVAL: every requester could approve alone';
    fields.fault('approvers', wrong, 'U0123ABCD,S0456EFGH');
  }
  return approvers;
}
