import { readJournal } from '../witness/journal-event.ts';
import { type State, standingsOf } from '../witness/standing.ts';
import type { SandboxWorld } from '../world.ts';
import type { BotKeeper } from './bot-keeper.ts';
import type { Troubles } from './troubles.ts';

export interface ExcuseParts {
  readonly bot: Pick<BotKeeper, 'view'>;
  readonly troubles: Pick<Troubles, 'anyOn'>;
  /** Those that the bot is told of. */
  readonly clouds: Pick<SandboxWorld['clouds'], 'has'>;
  readonly journal: readonly unknown[];
}

/** Why something may still be under way, in words; `null` where nothing excuses it. */
export function excuseOf({ bot, troubles, clouds, journal }: ExcuseParts): string | null {
  if (!bot.view().isRunning) return 'The bot does not run; the witness waits for its return.';
  if (troubles.anyOn()) return 'Trouble is on; the witness waits for its end.';
  const left = targetsOfOpen(journal).find((target) => !clouds.has(target));
  if (left === undefined) return null;
  return `A request is open in ${left}, of which the bot is not told now; the witness waits for its end.`;
}

const OPEN: readonly (State | undefined)[] = ['pending', 'approved', 'cancelling'];

function targetsOfOpen(journal: readonly unknown[]): readonly string[] {
  return readJournal(journal)
    .stories.filter((story) => OPEN.includes(standingsOf(story).at(-1)?.state))
    .map(({ events: [first] }) => first.target ?? '');
}
