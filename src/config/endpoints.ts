import { safeOrigin } from './urls.ts';
import type { Variables } from './variables.ts';

/** Where a region's services are. The DDS edge knows; the configuration only asks. */
export interface Endpoints {
  ddsEndpoint(region: string): string;
  iamEndpoint(region: string): string;
}

const IAM_NAMES = ['IAM_ENDPOINT', 'HUAWEICLOUD_SDK_IAM_ENDPOINT', 'HW_AUTH_URL'];

/** `null` when neither an endpoint nor a region is given, `undefined` after a fault in either. */
export function readEndpoint(
  variables: Variables,
  region: string | null | undefined,
  { ddsEndpoint }: Endpoints,
): string | null | undefined {
  const value = variables.get('DDS_ENDPOINT');
  if (value === undefined) return region && ddsEndpoint(region);
  const example = 'https://dds.ap-southeast-1.myhuaweicloud.com';
  return safeOrigin(variables, 'DDS_ENDPOINT', value, example);
}

/** As above, for signing in: the first of three variables, else the region's. */
export function readIamEndpoint(
  variables: Variables,
  region: string | null | undefined,
  { iamEndpoint }: Endpoints,
): string | null | undefined {
  const name = IAM_NAMES.find((each) => variables.get(each) !== undefined);
  if (name === undefined) return region && iamEndpoint(region);
  const example = 'https://iam.ap-southeast-1.myhuaweicloud.com';
  // HW_AUTH_URL as Terraform takes it ends in /v3.
  return safeOrigin(variables, name, variables.get(name) ?? '', example, '/v3');
}
