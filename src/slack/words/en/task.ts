import type { ScheduledTask } from '../../../request/task.ts';
import { cut } from '../sentence.ts';

/** Kinds seen in DDS and its siblings; the set is open, so the wire name is always shown too. */
const KINDS: Readonly<Record<string, string>> = {
  RESIZE_FLAVOR: 'change of instance class',
  REBOOT: 'restart',
  RESTART: 'restart',
  REBOOT_INSTANCE: 'restart',
  REBOOT_NODE: 'restart of a node',
  UPGRADE_DATABASE: 'version upgrade',
  VERSION_UPGRADE: 'version upgrade',
  PROXY_VERSION_UPGRADE: 'version upgrade of a proxy',
};

/** What the task does, e.g. `change of instance class (RESIZE_FLAVOR)`. */
export function kindInWords({ kind }: ScheduledTask): string {
  const words = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (words !== undefined) return `${words} (${kind})`;
  return kind === '' ? 'task of a kind that DDS does not tell' : `task of kind ${cut(kind, 60)}`;
}

/** `orders-db (9136…in02)` */
export function instanceInWords({ instanceName, instanceId }: ScheduledTask): string {
  const name = cut(instanceName, 100) || 'an instance without a name';
  return instanceId === '' ? name : `${name} (${cut(instanceId, 60)})`;
}
