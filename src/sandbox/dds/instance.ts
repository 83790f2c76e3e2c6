import { randomBytes } from 'node:crypto';

/** A database instance, as far as an approver may want to see it. */
export interface SandboxInstance {
  /** 32 hex digits and `in02`. */
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** What is executing on it now; empty when nothing is. */
  readonly actions: readonly string[];
  readonly mode: 'Sharding' | 'ReplicaSet' | 'Single';
  /** Its current flavor. */
  readonly specCode: string;
  /** UTC, e.g. `02:00-06:00`. */
  readonly maintenanceWindow: string;
  readonly created: Date;
}

export function newInstance(partial: Partial<SandboxInstance>, now: Date): SandboxInstance {
  return {
    id: `${randomBytes(16).toString('hex')}in02`,
    name: 'dds-sandbox',
    status: 'normal',
    actions: [],
    mode: 'ReplicaSet',
    specCode: 'dds.mongodb.c6.large.4.repset',
    maintenanceWindow: '02:00-06:00',
    created: now,
    ...partial,
  };
}

/** One entry of `instances`; its times have no zone, as the real service writes them. */
export function instanceRow(instance: SandboxInstance, region: string): Record<string, unknown> {
  const created = instance.created.toISOString().slice(0, 19);
  return {
    id: instance.id,
    name: instance.name,
    remark: '',
    status: instance.status,
    actions: instance.actions,
    mode: instance.mode,
    region,
    datastore: { type: 'DDS-Community', version: '4.4', patch_available: false },
    port: '8635',
    engine: 'wiredTiger',
    pay_mode: '0',
    maintenance_window: instance.maintenanceWindow,
    backup_strategy: { start_time: '16:00-17:00', keep_days: 7 },
    enterprise_project_id: '0',
    tags: [],
    created,
    updated: created,
    groups: [groupRow(instance)],
  };
}

function groupRow(instance: SandboxInstance): Record<string, unknown> {
  const node = {
    id: instance.id.replace(/in02$/, 'no02'),
    name: `${instance.name}_node_1`,
    status: 'normal',
    role: 'Primary',
    private_ip: '192.0.2.10',
    public_ip: '',
    spec_code: instance.specCode,
    availability_zone: 'az1',
  };
  return { type: 'replica', volume: { size: '10', used: '0.3' }, nodes: [node] };
}
