import { type Answer, ddsError } from './answer.ts';
import type { DdsCode } from './dds-codes.ts';
import type { Incoming } from './incoming.ts';
import { parseWireTime } from './wire-time.ts';

const STATUSES = ['Pending', 'Running', 'Completed', 'Failed', 'Canceled'];
const NAMES = [
  'job_name',
  'job_status',
  'instance_id',
  'start_time',
  'end_time',
  'offset',
  'limit',
];
const DEFAULT_LIMIT = 10;
const DEFAULT_LOOKBACK_MS = 7 * 24 * 3_600_000;

/** What a list call asks for, defaults filled in: https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0277.html */
export interface ListQuery {
  /** Empty filters match everything. */
  readonly jobName: string;
  readonly jobStatus: string;
  readonly instanceId: string;
  /** Bounds of the creation time, both included. */
  readonly from: Date;
  readonly to: Date;
  readonly offset: number;
  readonly limit: number;
}
export interface BadQuery {
  readonly answer: Answer;
  readonly because: string;
}

/** Which code answers which bad value is inferred from the code table; the documentation does not say. */
export function parseListQuery(pairs: Incoming['query'], now: Date): ListQuery | BadQuery {
  const values = new Map(pairs);
  const value = (name: string) => values.get(name) ?? '';
  const from = timeOf(value('start_time'), new Date(now.getTime() - DEFAULT_LOOKBACK_MS));
  const to = timeOf(value('end_time'), now);
  const offset = integerOf(value('offset'), 0);
  const limit = integerOf(value('limit'), DEFAULT_LIMIT);
  const status = value('job_status');
  const instanceId = value('instance_id');

  if (limit === undefined || limit < 1 || limit > 100) return bad('DBS.280439', 'limit', value);
  if (offset === undefined) return bad('DBS.280440', 'offset', value);
  if (!from) return bad('DBS.280409', 'start_time', value);
  if (!to) return bad('DBS.280409', 'end_time', value);
  if (from > to) return bad('DBS.280067', 'start_time', value);
  if (status !== '' && !STATUSES.includes(status)) return bad('DBS.280001', 'job_status', value);
  if (!/^([0-9a-f]{32}in02)?$/.test(instanceId)) return bad('DBS.280404', 'instance_id', value);
  return { jobName: value('job_name'), jobStatus: status, instanceId, from, to, offset, limit };
}

/** Names that the list does not have, or that are given twice; the real service's answer to them is unknown. */
export function strangeNames(
  pairs: Incoming['query'],
  known: readonly string[] = NAMES,
): readonly string[] {
  const names = pairs.map(([name]) => name);
  return names.filter((name, index) => !known.includes(name) || names.indexOf(name) !== index);
}

function bad(code: DdsCode, name: string, value: (name: string) => string): BadQuery {
  return { answer: ddsError(code), because: `${name}=${value(name)} is not accepted (${code})` };
}

function timeOf(text: string, otherwise: Date): Date | undefined {
  return text === '' ? otherwise : parseWireTime(text);
}

function integerOf(text: string, otherwise: number): number | undefined {
  if (text === '') return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
