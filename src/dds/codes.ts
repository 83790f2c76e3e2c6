import type { DdsFault } from '../request/task.ts';

export type FaultKind = DdsFault['kind'];

/** One family under three names: the platform's gateway, newer ones, and ROMA's. */
const GATEWAY_CODE = /^(?:APIGW|APIG|APIC)\.(\d{4})$/;

/**
 * By the last four digits. 0201 is left out on purpose: it comes with six statuses, and the status
 * decides. See https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html
 */
const GATEWAY_KINDS: readonly (readonly [FaultKind, readonly string[]])[] = [
  ['not published', ['0101']],
  ['authentication', ['0301', '0303', '0305', '0307', '0311', '1009']],
  ['permission', ['0302', '0304', '0306', '0310', '0401', '0402', '0404', '0801', '0802']],
  ['throttled', ['0308']],
  ['refused', ['0106', '0204', '0501', '0502', '0602']],
  ['server', ['0103', '0104', '0105', '0601', '0605', '0606', '0607', '0608', '0609', '0610']],
  ['server', ['0611', '0612', '0613', '0705']],
];

/**
 * DDS's codes that are not plain refusals.
 * See https://support.huaweicloud.com/intl/zh-cn/my-kualalumpur-1-api-dds/dds_error_code.html
 */
const SERVICE_KINDS: Readonly<Record<string, FaultKind>> = {
  'DBS.200010': 'authentication',
  'DBS.280056': 'authentication',
  'DBS.200604': 'permission',
  'DBS.280015': 'permission',
  'DBS.280019': 'permission',
  'DBS.280032': 'permission',
  'DBS.280063': 'permission',
  'DBS.280064': 'permission',
  'DBS.280433': 'permission',
  'DBS.280443': 'throttled',
  /** A 400 that means "busy, try again later". */
  'DBS.200998': 'server',
  'DBS.201509': 'server',
  'DBS.280005': 'server',
};

/**
 * What a code means; `null` where only the HTTP status can tell. Codes before statuses: in DDS "not
 * found" is mostly a 400, and a 404 is mostly the gateway's "not published here".
 */
export function kindOfCode(code: string, status: number): FaultKind | null {
  const gateway = GATEWAY_CODE.exec(code)?.[1];
  if (gateway !== undefined) return kindOfGatewayCode(gateway);
  if (!/^DBS\.|^DDS\./.test(code)) return null;
  const known = SERVICE_KINDS[code];
  if (known !== undefined) return known;
  return status === 401 || status === 429 || status >= 500 ? null : 'refused';
}

/** What a status means where no known code came with it. */
export function kindOfStatus(status: number, isErrorBody: boolean): FaultKind {
  if (status === 401) return 'authentication';
  if (status === 403) return 'permission';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server';
  return status >= 400 && isErrorBody ? 'refused' : 'unreadable';
}

/** Whether this answer proves that a call was turned away before anything was done. */
export function isThrottle(status: number, code: string | null): boolean {
  if (status !== 429) return false;
  return code === null || code === 'DBS.280443' || GATEWAY_CODE.exec(code)?.[1] === '0308';
}

/** Whether a code is DDS's own, so the gateway had let the call pass. */
export function isServiceCode(code: string | null): boolean {
  return code?.startsWith('DBS.') ?? false;
}

function kindOfGatewayCode(digits: string): FaultKind | null {
  return GATEWAY_KINDS.find(([, codes]) => codes.includes(digits))?.[0] ?? null;
}
