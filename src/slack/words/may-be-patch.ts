import type { ScheduledTask } from '../../request/task.ts';

/** An upgrade may be Huawei's own patch for a known risk: https://support.huaweicloud.com/usermanual-dds/dds_03_0211.html */
export function mayBePatch({ kind }: ScheduledTask): boolean {
  return /UPGRADE|PATCH/i.test(kind);
}
