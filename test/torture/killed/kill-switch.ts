/** One moment at which the process dies: before or after the nth call with this name. */
export interface KillPoint {
  /** Port and method, e.g. `journal.append`. */
  readonly call: string;
  /** From 1. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** How many calls there were, by name, in the order of their first. */
export type Counts = Readonly<Record<string, number>>;

/** Counts every call of every port that it is put round, and dies at one of them. */
export interface KillSwitch {
  /** Counts from 0 again, and dies there; `null`: nowhere. */
  arm(point: KillPoint | null): void;
  counts(): Counts;
  /** Calls that have begun and not ended. */
  underWay(): number;
  wrap<P extends object>(name: string, port: P): P;
}

/** Neither is a step of any journey: an address that is made up, and what only a stop does. */
const NO_STEPS: readonly unknown[] = ['consoleUrl', 'close'];

/** `die` never returns, or its caller would go on after its death. */
export function createKillSwitch(die: (point: KillPoint) => never): KillSwitch {
  const counts = new Map<string, number>();
  let armed: KillPoint | null = null;
  let underWay = 0;

  function reach(call: string, nth: number, when: KillPoint['when']): void {
    if (armed?.call === call && armed.nth === nth && armed.when === when) die(armed);
  }

  function watched(call: string, act: Act): Act {
    return async (...args) => {
      const nth = (counts.get(call) ?? 0) + 1;
      counts.set(call, nth);
      underWay += 1;
      reach(call, nth, 'before');
      try {
        return await act(...args.map((arg) => (isAct(arg) ? watched(`${call} go`, arg) : arg)));
      } finally {
        reach(call, nth, 'after');
        underWay -= 1;
      }
    };
  }

  return {
    arm(point) {
      counts.clear();
      armed = point;
    },
    counts: () => Object.fromEntries(counts),
    underWay: () => underWay,
    wrap: (name, port) =>
      new Proxy(port, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key);
          if (!isAct(member) || NO_STEPS.includes(key)) return member;
          return watched(`${name}.${String(key)}`, member);
        },
      }),
  };
}

type Act = (...args: readonly unknown[]) => unknown;

function isAct(value: unknown): value is Act {
  return typeof value === 'function';
}
