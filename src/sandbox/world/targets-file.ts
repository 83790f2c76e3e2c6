import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DdsSimulator } from '../dds/simulator.ts';

/** One cloud as the bot is told of it. */
export interface Target {
  readonly name: string;
  readonly dds: DdsSimulator;
  /** Who may approve there, in the form of `APPROVERS`; absent: those of `APPROVERS`. */
  readonly approvers?: string;
}

/** Describes the targets in a file, and answers the variables that name it and hold its secrets. */
export async function writeTargetsFile(
  directory: string,
  targets: readonly Target[],
): Promise<Record<string, string>> {
  const path = join(directory, 'targets.yml');
  const entries = targets.map(({ name, dds, approvers }) => ({
    ...{ name, region: dds.region, endpoint: dds.url, iam_endpoint: dds.iamUrl },
    ...{ project_id: dds.projectId, ...(approvers && { approvers }) },
    credentials: {
      ...{ kind: 'aksk', access_key: variable(name, 'AK'), secret_key: variable(name, 'SK') },
    },
  }));
  // JSON is YAML.
  await writeFile(path, JSON.stringify(entries, null, 2));
  const secrets = targets.flatMap(({ name, dds }) => [
    [variable(name, 'AK'), dds.accessKey],
    [variable(name, 'SK'), dds.secretKey],
  ]);
  return { DDS_TARGETS_FILE: path, ...Object.fromEntries(secrets) };
}

function variable(name: string, what: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_${what}`;
}
