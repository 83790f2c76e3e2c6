import { MAYA, OPS, type Stage } from './stage.ts';

/** A minute of the stage's fast clock: what the bot knows of people is no older after it. */
export function passAMinute({ now, slack }: Stage): Promise<unknown> {
  const until = now().getTime() + 61_000;
  const ticking = setInterval(() => slack.world.invite(OPS, MAYA), 100);
  return slack.until(() => now().getTime() > until, 15_000).finally(() => clearInterval(ticking));
}
