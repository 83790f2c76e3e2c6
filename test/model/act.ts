import type { EventType } from '../../src/request/event.ts';
import type { Wanted } from '../../src/workflow/press.ts';
import type { Life } from './gates.ts';

/** What a person does, from the click to its answer. */
export interface Act {
  readonly user: string;
  readonly does: Wanted['do'] | 'ask' | 'check again';
  /** The request pressed on; of *ask*, the task. */
  readonly about: string;
  readonly revision: number;
  /** Whether the card pressed said that nothing is cancelled. */
  readonly sawDryRun: boolean;
  /** In the order of all that happens. */
  readonly began: number;
  /** The process that takes it. */
  readonly life: Life;
}

/** An event that an act has brought. */
export interface Deed extends Pick<Act, 'user' | 'does' | 'about'> {
  readonly moment: number;
  /** Whether an act was answered for it. */
  isTold: boolean;
}

/** What journals the act, where something does. */
export const EVENT_OF: Readonly<Record<Act['does'], EventType | null>> = {
  approve: 'approved',
  'approve in emergency': 'emergency_approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  'try again': 'retried',
  ask: 'requested',
  // Under the name of the bot.
  'check again': null,
};

/** Whether an approval is of what will be done: it counts for nothing where the card said otherwise. */
export function sawOtherwise({ does, sawDryRun, life }: Act, dryRun: boolean): boolean {
  const isApproval = does === 'approve' || does === 'approve in emergency';
  return isApproval && sawDryRun !== (dryRun || life.dryRun);
}

/** Whether this act may have brought this deed. */
export function isBy({ user, does, about, began }: Act, deed: Deed): boolean {
  return deed.user === user && deed.does === does && deed.about === about && deed.moment > began;
}
