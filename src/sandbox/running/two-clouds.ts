import type { DdsSimulator } from '../dds/simulator.ts';
import { cloudVariables } from '../world/bot-environment.ts';
import { fillSecondCloud } from '../world/cloud.ts';
import { openWorld, type SandboxWorld, type WorldOptions } from '../world.ts';
import type { Settings } from './settings.ts';

/** The name of the second target, and its region. */
export const SECOND = 'eu-west-101';

/** The setting that tells the bot of both clouds; the file lies in the bot's working directory. */
const SETTING = 'DDS_TARGETS_FILE';

/** A world with a second cloud, of which the bot is told by a setting alone. */
export async function openTwoClouds(
  options: Omit<WorldOptions, 'furtherTargets'>,
): Promise<SandboxWorld> {
  const furtherTargets = { [SECOND]: { dds: { region: SECOND } } };
  const world = await openWorld({ ...options, furtherTargets });
  const second = world.clouds.get(SECOND);
  if (second !== undefined) fillSecondCloud(second, world.now());
  const { [SETTING]: _, ...env } = world.env;
  return { ...world, env: { ...cloudVariables(world.dds), ...env } };
}

/** The clouds that the bot is told of, by the names of their targets; the first one always. */
export function cloudsToldOf(
  { clouds }: Pick<SandboxWorld, 'clouds'>,
  settings: Pick<Settings, 'env'>,
): ReadonlyMap<string, DdsSimulator> {
  return SETTING in settings.env() ? clouds : new Map([...clouds].slice(0, 1));
}
