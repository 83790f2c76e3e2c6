import type { Evidence } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';

/** When an event was written down: at its `at`, unless the bot's clock was known to be wrong. */
export function writtenAt({ at, hash }: JournalEvent, { botClock }: Evidence): Date {
  return botClock?.writtenAt[hash] ?? new Date(at);
}

/** By how many milliseconds an event is dated ahead of the world's clock. */
export function datedAheadMs(event: JournalEvent, evidence: Evidence): number {
  return new Date(event.at).getTime() - writtenAt(event, evidence).getTime();
}

/**
 * Design §5.4: an event is dated by the bot's clock, right or wrong. Within a request that date never
 * goes back, so it may stay ahead as far as the clock ever was since the request began.
 */
export function datingFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { botClock, policy } = evidence;
  if (botClock === undefined) return [];
  return stories.flatMap(({ id, events }) =>
    events.flatMap((event) => {
      const about = `request ${id}, event ${event.seq}`;
      if (!(event.hash in botClock.writtenAt)) return [`${about}: nobody saw it written down`];
      const aheadMs = datedAheadMs(event, evidence);
      const shown = aheadSince(
        writtenAt(events[0], evidence),
        writtenAt(event, evidence),
        botClock,
      );
      const least = (shown.at(-1) ?? 0) - policy.onTheWayMs;
      return aheadMs < least || aheadMs > Math.max(...shown)
        ? [`${about}: it is dated ${aheadMs} ms ahead, and the clock of the bot was by ${shown}`]
        : [];
    }),
  );
}

/** By how much the bot's clock was ahead from the one moment to the other. */
function aheadSince(
  from: Date,
  until: Date,
  { settings }: NonNullable<Evidence['botClock']>,
): readonly number[] {
  return settings
    .filter((setting, index) => {
      const next = settings[index + 1];
      return setting.from <= until && (next === undefined || next.from >= from);
    })
    .map(({ aheadMs }) => aheadMs);
}
