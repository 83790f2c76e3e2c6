import { credentialKind } from './credential-kind.ts';
import { credentialVariables, readCredentials } from './credentials.ts';
import type { Endpoints } from './endpoints.ts';
import { type PlaceNames, readPlace } from './place.ts';
import type { TargetConfig } from './types.ts';
import type { Variables } from './variables.ts';

const NAMES: PlaceNames = {
  region: 'DDS_REGION',
  endpoint: 'DDS_ENDPOINT',
  iamEndpoint: ['IAM_ENDPOINT', 'HUAWEICLOUD_SDK_IAM_ENDPOINT', 'HW_AUTH_URL'],
  projectId: ['DDS_PROJECT_ID', 'HUAWEICLOUD_SDK_PROJECT_ID', 'HW_PROJECT_ID'],
  projectName: 'HW_PROJECT_NAME',
};

/** The single target that the variables describe. */
export function readTarget(variables: Variables, endpoints: Endpoints): TargetConfig | undefined {
  const kind = credentialKind(variables);
  const hasProjectName = variables.get(NAMES.projectName) !== undefined;
  const place = readPlace(variables, NAMES, { kind, hasProjectName }, endpoints);
  const region = place?.region ?? null;
  const credentials = kind && readCredentials(variables, kind, region);
  if (place === undefined || credentials === undefined) return undefined;
  const source = {
    variables: credentialVariables(variables, credentials.kind),
    isInFile: false,
  };
  return { name: region ?? new URL(place.endpoint).host, ...place, credentials, source };
}
