import type { RequestEvent } from '../../src/request/event.ts';
import type { Standing } from './standing.ts';
import type { World } from './world.ts';

/** What histories came to, as it is printed: so many of each. */
export type Tally = Record<(typeof WHAT)[number], number>;

const WHAT = [
  ...(['histories', 'commands', 'events', 'events in the longest'] as const),
  ...(['reminders', 'emergency approvals', 'dry runs closed', 'closed while waiting'] as const),
  ...(['deletes', 'messages', 'notices', 'answers'] as const),
] as const;

/** Of no history. */
export function nothing(): Tally {
  return Object.fromEntries(WHAT.map((what) => [what, 0])) as Tally;
}

/** Adds one history to them. */
export function count(tally: Tally, world: World, commands: number): void {
  const { chronicle, cloud, channel } = world;
  const events = [...chronicle.standings.values()].flat();
  const told = channel.said.flatMap(({ event }) => event ?? []);
  const of = (type: RequestEvent['event']) => told.filter(({ event }) => event === type).length;
  const dry = events.filter(({ closedAs }) => closedAs === 'dry run').length;
  const waited = [...chronicle.standings.values()].filter(isClosedWhileWaiting).length;
  add(tally, {
    ...{ histories: 1, commands, events: events.length },
    ...{ reminders: of('reminded'), 'emergency approvals': of('emergency_approved') },
    ...{ 'dry runs closed': dry, 'closed while waiting': waited },
    ...{ deletes: cloud.calls.length, messages: channel.said.length },
    ...{ notices: channel.notices.length, answers: chronicle.answers },
    'events in the longest': events.length,
  });
}

/** By what DDS says, with nobody pressing a button. */
function isClosedWhileWaiting(history: readonly Standing[]): boolean {
  const [before, last] = history.slice(-2);
  const reason = last?.closedAs ?? 'expired';
  return before?.state === 'pending' && reason !== 'expired' && reason !== 'card not posted';
}

/** Adds what others came to. */
export function add(tally: Tally, more: Tally): void {
  for (const what of WHAT)
    tally[what] =
      what === 'events in the longest'
        ? Math.max(tally[what], more[what])
        : tally[what] + more[what];
}
