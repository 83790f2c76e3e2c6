import type { ScheduledTask } from '../../src/request/task.ts';
import type { Act } from './act.ts';
import type { Call } from './cloud.ts';
import type { Life } from './gates.ts';

/** All that an event may rest on, at the moment when it is journaled. */
export interface Grounds {
  readonly now: Date;
  /** What DDS held of the task at any moment since the event before. */
  readonly held: readonly (ScheduledTask | null)[];
  /** Whether a read failed since then. */
  readonly wasUnreadable: boolean;
  /** Of this task. */
  readonly calls: readonly Call[];
  /** The acts under way that the event may come of. */
  readonly acts: readonly Act[];
  /** Whether a person could, and could not, approve at any moment since that press began. */
  readonly eligible: (user: string) => { readonly could: boolean; readonly couldNot: boolean };
  /** Whether emergency approval is on. */
  readonly emergency: boolean;
  /** Whether Slack will never take the card. */
  readonly isCardRefused: boolean;
  /** The process that journals it. */
  readonly by: Life;
}
