import type { Receiver } from '@slack/bolt';

/** A Bolt receiver that can tell whether anything can reach it. */
export interface SlackReceiver extends Receiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** At least one way in is open. */
  receiving(): boolean;
}
