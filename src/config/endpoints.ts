import { safeOrigin } from './urls.ts';
import type { Variables } from './variables.ts';

/** Where a region's services are. The DDS edge knows; the configuration only asks. */
export interface Endpoints {
  ddsEndpoint(region: string): string;
  iamEndpoint(region: string): string;
}

/** `null` when neither an endpoint nor a region is given, `undefined` after a fault in either. */
export function readEndpoint(
  variables: Variables,
  name: string,
  region: string | null | undefined,
  { ddsEndpoint }: Endpoints,
): string | null | undefined {
  const value = variables.get(name);
  if (value === undefined) return region && ddsEndpoint(region);
  const example = 'https://dds.ap-southeast-1.myhuaweicloud.com';
  return safeOrigin(variables, name, value, example);
}

/** As above, for signing in: the first of these that is set, else the region's. */
export function readIamEndpoint(
  variables: Variables,
  names: readonly string[],
  region: string | null | undefined,
  { iamEndpoint }: Endpoints,
): string | null | undefined {
  const name = names.find((each) => variables.get(each) !== undefined);
  if (name === undefined) return region && iamEndpoint(region);
  const example = 'https://iam.ap-southeast-1.myhuaweicloud.com';
  // HW_AUTH_URL as Terraform takes it ends in /v3.
  return safeOrigin(variables, name, variables.get(name) ?? '', example, '/v3');
}
