import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import type { Counts, KillPoint } from '../killed/kill-switch.ts';

/** A moment of a call on its way: it has arrived and nothing is done, or it is done and not answered. */
export interface WirePoint {
  /** `slack chat.postMessage`, `dds cancel`. */
  readonly call: string;
  readonly nth: number;
  readonly when: 'arrived' | 'handled';
}

/** One moment at which the bot is killed: by itself, or from outside. */
export type Point = KillPoint | WirePoint;

export function isOnTheWire(point: Point): point is WirePoint {
  return point.when === 'arrived' || point.when === 'handled';
}

/** As it is told and asked for, e.g. `journal.append 2 after`. */
export function spelled({ call, nth, when }: Point): string {
  return `${call} ${nth} ${when}`;
}

/** Every point that these calls have. */
export function pointsOf(ports: Counts, wire: Counts): Point[] {
  return [
    ...each(ports, (call, nth) => [
      { call, nth, when: 'before' as const },
      { call, nth, when: 'after' as const },
    ]),
    ...each(wire, (call, nth) => [
      { call, nth, when: 'arrived' as const },
      { call, nth, when: 'handled' as const },
    ]),
  ];
}

function each(counts: Counts, pointsAt: (call: string, nth: number) => Point[]): Point[] {
  return Object.entries(counts).flatMap(([call, count]) =>
    Array.from({ length: count }, (_, index) => pointsAt(call, index + 1)).flat(),
  );
}

/** The names of all calls that have reached the simulators so far, in order. */
export function wireCalls({ slack, dds }: SandboxWorld): { slack: string[]; dds: string[] } {
  return {
    slack: slack.apiCalls.map(({ method }) => `slack ${method}`),
    dds: dds.calls.map(({ kind }) => `dds ${kind}`),
  };
}
