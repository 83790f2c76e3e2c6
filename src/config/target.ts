import { type CredentialKind, credentialKind } from './credential-kind.ts';
import { readCredentials } from './credentials.ts';
import { type Endpoints, readEndpoint, readIamEndpoint } from './endpoints.ts';
import { readProjectId } from './project-id.ts';
import type { TargetConfig } from './types.ts';
import type { Variables } from './variables.ts';

const EXAMPLE_REGION = 'ap-southeast-1';
/** A region becomes part of a host name, so it can be nothing but one label of it. */
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** What was read so far: `null` is not given, `undefined` is at fault. */
type Parts = { readonly [P in keyof TargetConfig]: TargetConfig[P] | null | undefined };

/** The single target that the variables describe. */
export function readTarget(variables: Variables, endpoints: Endpoints): TargetConfig | undefined {
  const kind = credentialKind(variables);
  const region = readRegion(variables);
  const endpoint = readEndpoint(variables, region, endpoints);
  const iamEndpoint = readIamEndpoint(variables, region, endpoints);
  const parts: Parts = {
    name: region ?? (endpoint ? new URL(endpoint).host : endpoint),
    region,
    endpoint,
    projectId: readProjectId(variables, kind),
    iamEndpoint: iamEndpoint === null ? '' : iamEndpoint,
    credentials: kind && readCredentials(variables, kind, region ?? null),
  };
  const lacking = region === null ? lackingARegion(variables, parts, kind) : [];
  if (lacking.length > 0) {
    const wrong = `is missing; without it, give ${lacking.join(', and ')}`;
    return variables.fault('DDS_REGION', wrong, EXAMPLE_REGION);
  }
  return isWhole(parts) ? parts : undefined;
}

function readRegion(variables: Variables): string | null | undefined {
  const value = variables.get('DDS_REGION');
  if (value === undefined) return null;
  if (REGION.test(value) && value.length <= 63) return value;
  const wrong = 'must be the id of a region, in small letters, digits and hyphens';
  return variables.fault('DDS_REGION', wrong, EXAMPLE_REGION);
}

function lackingARegion(
  variables: Variables,
  { endpoint, iamEndpoint, projectId }: Parts,
  kind: CredentialKind | undefined,
): string[] {
  const lacking = endpoint === null ? ['DDS_ENDPOINT'] : [];
  if (kind !== 'password') return lacking;
  if (iamEndpoint === '') lacking.push('IAM_ENDPOINT');
  if (projectId === null && variables.get('HW_PROJECT_NAME') === undefined)
    lacking.push('DDS_PROJECT_ID or HW_PROJECT_NAME');
  return lacking;
}

function isWhole(parts: Parts): parts is TargetConfig {
  return (
    Object.values(parts).every((part) => part !== undefined) &&
    parts.name !== null &&
    parts.endpoint !== null &&
    parts.credentials !== null
  );
}
