import type { ScheduledTask } from '../../../src/request/task.ts';
import type { Announcer, DdsTarget, Journal, Reading } from '../../../src/workflow/ports.ts';

/** Ways to break a bot so that the witness must find something. */
export type Sabotage = (typeof SABOTAGES)[number];
export const SABOTAGES = [
  'an append is lost',
  'no recovery',
  'no look-up',
  'no read-back',
  'attempted after the DELETE',
] as const;

/** Puts the fault round the port that it is in. */
export function sabotaged<P extends object>(how: Sabotage, name: string, port: P): P {
  if (name === 'journal') return { ...port, ...brokenJournal(how, port as unknown as Journal) };
  if (name === 'announcer') return { ...port, ...(how === 'no look-up' ? BLIND : {}) };
  if (name.startsWith('DDS '))
    return { ...port, ...brokenTarget(how, port as unknown as DdsTarget) };
  return port;
}

const BLIND: Partial<Announcer> = { findCard: async () => null, findTrail: async () => null };

function brokenJournal(how: Sabotage, journal: Journal): Partial<Journal> {
  switch (how) {
    case 'no recovery':
      return { unfinished: async () => [] };
    case 'an append is lost':
      return {
        append: (end, event) =>
          event.event === 'attempted'
            ? Promise.resolve({ appended: true })
            : journal.append(end, event),
      };
    default:
      return {};
  }
}

function brokenTarget(how: Sabotage, target: DdsTarget): Partial<DdsTarget> {
  switch (how) {
    case 'attempted after the DELETE':
      return {
        async rereadThenCancel(task, request, go) {
          const done = await target.rereadThenCancel(task, request, async () => () => 10_000);
          await go(done.reading);
          return done;
        },
      };
    case 'no read-back':
      return {
        reread: async (task, as) => asShown(await target.reread(task, as), task),
        async rereadThenCancel(task, request, go) {
          const done = await target.rereadThenCancel(task, request, (reading) =>
            go(asShown(reading, task)),
          );
          return { ...done, reading: asShown(done.reading, task) };
        },
      };
    default:
      return {};
  }
}

/** Whatever was read, the task counts as what the card showed. */
function asShown({ beganAt }: Reading, task: ScheduledTask): Reading {
  return { beganAt, found: 'listed', task };
}
