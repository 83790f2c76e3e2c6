import type { CredentialKind } from './credential-kind.ts';
import { type Endpoints, readEndpoint, readIamEndpoint } from './endpoints.ts';
import { readProjectId } from './project-id.ts';
import type { TargetConfig } from './types.ts';
import { inWords } from './values.ts';
import type { Variables } from './variables.ts';

const EXAMPLE_REGION = 'ap-southeast-1';
/** A region becomes part of a host name, so it can be nothing but one label of it. */
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Where the parts of a place are said. Of several names the first that is set counts. */
export interface PlaceNames {
  readonly region: string;
  readonly endpoint: string;
  readonly iamEndpoint: readonly string[];
  readonly projectId: readonly string[];
  /** Of the project that a password's token is for. */
  readonly projectName: string;
}

/** Where tasks live, without the credentials for it. */
export type Place = Pick<TargetConfig, 'region' | 'endpoint' | 'projectId' | 'iamEndpoint'>;

/** What was read so far: `null` is not given, `undefined` is at fault. */
type Parts = { readonly [P in keyof Place]: Place[P] | null | undefined };

/** `hasProjectName`: a project is named, should its id be missing. */
export function readPlace(
  variables: Variables,
  names: PlaceNames,
  { kind, hasProjectName }: { kind: CredentialKind | undefined; hasProjectName: boolean },
  endpoints: Endpoints,
): Place | undefined {
  const region = readRegion(variables, names.region);
  const endpoint = readEndpoint(variables, names.endpoint, region, endpoints);
  const iamEndpoint = readIamEndpoint(variables, names.iamEndpoint, region, endpoints);
  const projectId = readProjectId(variables, names.projectId, kind);
  const parts: Parts = { region, endpoint, projectId, iamEndpoint };
  const lacking = region === null ? lackingARegion(names, parts, kind, hasProjectName) : [];
  if (lacking.length > 0) {
    const wrong = `is missing; without it, give ${lacking.join(', and ')}`;
    return variables.fault(names.region, wrong, EXAMPLE_REGION);
  }
  const whole = { ...parts, iamEndpoint: iamEndpoint === null ? '' : iamEndpoint };
  return isWhole(whole) ? whole : undefined;
}

function readRegion(variables: Variables, name: string): string | null | undefined {
  const value = variables.get(name);
  if (value === undefined) return null;
  if (REGION.test(value) && value.length <= 63) return value;
  const wrong = 'must be the id of a region, in small letters, digits and hyphens';
  return variables.fault(name, wrong, EXAMPLE_REGION);
}

function lackingARegion(
  names: PlaceNames,
  { endpoint, iamEndpoint, projectId }: Parts,
  kind: CredentialKind | undefined,
  hasProjectName: boolean,
): string[] {
  const lacking = endpoint === null ? [names.endpoint] : [];
  if (kind !== 'password') return lacking;
  if (iamEndpoint === null) lacking.push(names.iamEndpoint[0] ?? '');
  if (projectId === null && !hasProjectName)
    lacking.push(inWords([names.projectId[0] ?? '', names.projectName]));
  return lacking;
}

function isWhole(parts: Parts): parts is Place {
  const { region, endpoint, projectId, iamEndpoint } = parts;
  const isGiven = typeof endpoint === 'string' && typeof iamEndpoint === 'string';
  return isGiven && region !== undefined && projectId !== undefined;
}
