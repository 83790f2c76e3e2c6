/** The one region of Huawei's European site; `eu-west-0` is a partner's and keeps the usual suffix. */
const EUROPE = 'eu-west-101';

/** Regions without a host of their own for IAM in Huawei's SDKs; the global host serves them. */
const GLOBAL_IAM: ReadonlySet<string> = new Set([
  'af-north-1',
  'ap-southeast-5',
  'cn-north-11',
  'cn-south-4',
  'cn-southwest-3',
  'ru-northwest-2',
]);

/** Where DDS answers in a region. Every region Huawei lists, and any new one, follows the pattern. */
export function ddsEndpoint(region: string): string {
  return `https://dds.${region}.${domainOf(region)}`;
}

/** Where IAM answers for a region. */
export function iamEndpoint(region: string): string {
  if (GLOBAL_IAM.has(region)) return 'https://iam.myhuaweicloud.com';
  return `https://iam.${region}.${domainOf(region)}`;
}

/**
 * The console's list of DDS instances in a region. The console has no documented address of one
 * instance, so this leads to the list.
 */
export function consoleAddress(region: string): string {
  const host = region === EUROPE ? 'console.eu.huaweicloud.com' : 'console-intl.huaweicloud.com';
  return `https://${host}/dds/?region=${encodeURIComponent(region)}#/dds/management/list`;
}

function domainOf(region: string): string {
  return region === EUROPE ? 'myhuaweicloud.eu' : 'myhuaweicloud.com';
}
