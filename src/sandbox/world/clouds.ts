import { type DdsSimulator, type DdsSimulatorOptions, openDdsSimulator } from '../dds/simulator.ts';
import type { Target } from './targets-file.ts';

/** A cloud beside the first one. */
export interface FurtherTarget {
  readonly dds?: DdsSimulatorOptions;
  /** Who may approve there, in the form of `APPROVERS`; absent: those of `APPROVERS`. */
  readonly approvers?: string;
}

/** Opens a cloud for each name, none with a key or a project of another one. */
export function openFurtherTargets(
  wanted: Readonly<Record<string, FurtherTarget>>,
  now: () => Date,
): Promise<readonly Target[]> {
  const opening = Object.entries(wanted).map(async ([name, { dds, ...rest }], index) => ({
    ...{ name, dds: await openDdsSimulator({ ...accountOf(name, index), now, ...dds }) },
    ...rest,
  }));
  return Promise.all(opening);
}

function accountOf(name: string, index: number): DdsSimulatorOptions {
  return {
    projectId: String(index + 1).padStart(32, '0'),
    accessKey: `SANDBOXKEYOF${name.toUpperCase()}`,
    secretKey: `sandbox-secret-key-of-${name}`,
  };
}

/** The cloud of this target, or the first one where none is named; throws on a name that is none. */
export function cloudOf(
  clouds: ReadonlyMap<string, DdsSimulator>,
  target = [...clouds.keys()][0],
): DdsSimulator {
  const cloud = clouds.get(target ?? '');
  if (cloud === undefined) throw new Error(`There is no target "${target}".`);
  return cloud;
}

/** Every cloud by the name of its target; that of the first is its region, as the bot calls it. */
export function cloudsByName(
  first: DdsSimulator,
  further: readonly Target[],
): ReadonlyMap<string, DdsSimulator> {
  return new Map([[first.region, first], ...further.map(({ name, dds }) => [name, dds] as const)]);
}
