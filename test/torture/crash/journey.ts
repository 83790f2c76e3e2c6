import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { OMAR } from '../../journeys/stage.ts';
import type { Cast } from './cast.ts';
import type { Point } from './point.ts';

/** One request from the command to its end. */
export interface Journey {
  readonly name: string;
  /** Laid over the bot's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds in one, where it is not to be as fast as the others. */
  readonly speed?: number;
  /**
   * The bot is killed here first of all, and its kill points are those of the life after that, from
   * the first call of its start. A moment that no run is without.
   */
  readonly dies?: Point;
  play(cast: Cast, world: SandboxWorld): Promise<void>;
}

/** What most journeys begin with. */
export async function askedAndApproved(cast: Cast, header: string): Promise<void> {
  await cast.ask();
  await cast.press(OMAR, 'approve', 'approved');
  await cast.sees(header);
}
