import assert from 'node:assert/strict';
import { IRIS, MAYA, OMAR, type Stage, TOMO } from '../journeys/stage.ts';

/** In how many weathers somebody was told that the journal cannot be written, and the bot showed that it is degraded. */
export interface DiskLooks {
  readOnly: number;
  full: number;
}

/** One disk has one trouble at a time. */
const troubled = new WeakSet<Stage>();

/**
 * The disk takes no more, for a while. Whoever clicks meanwhile and is told so is told a clear
 * sentence, and `/readyz` shows it: the end rejects where it does not.
 */
export function diskWeather(
  kind: keyof DiskLooks,
  { stage, looks }: { readonly stage: Stage; readonly looks: DiskLooks },
): () => Promise<void> {
  if (troubled.has(stage)) return async () => undefined;
  troubled.add(stage);
  const since = stage.now().toISOString();
  stage.disk[kind](true);
  return async () => {
    try {
      if (!isTold(stage, since)) return;
      const degraded = await degradedOf(stage);
      // On a full disk what is small enough may still be written, and then all is well for that moment.
      if (kind === 'full' && !degraded.includes('journal')) return;
      assert.ok(degraded.includes('journal'), `/readyz showed ${degraded} on a ${kind} disk`);
      looks[kind] += 1;
    } finally {
      stage.disk[kind](false);
      troubled.delete(stage);
    }
  };
}

const UNWRITABLE = /^My journal cannot be written, so nothing was decided/;

function isTold({ slack }: Stage, since: string): boolean {
  return [MAYA, OMAR, IRIS, TOMO]
    .flatMap((user) => slack.ephemeralsOf(user))
    .some(({ at, text }) => at >= since && UNWRITABLE.test(text));
}

async function degradedOf({ bot }: Stage): Promise<readonly string[]> {
  const answer = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
  return ((await answer.json()) as { degraded: string[] }).degraded;
}
