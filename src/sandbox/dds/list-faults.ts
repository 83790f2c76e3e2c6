import type { Fault } from './fault.ts';

type Row = Readonly<Record<string, unknown>>;

/** As DDS's sibling GeminiDB sends it. */
export function totalCountAsString(): Fault {
  return listChanged((list) => ({ ...list, total_count: String(list['total_count']) }));
}

/** Rows without these fields. */
export function missingFields(...names: readonly string[]): Fault {
  return listChanged((list) => ({
    ...list,
    schedules: rowsOf(list).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))),
    ),
  }));
}

/** Rows with `null` in these fields. */
export function nullFields(...names: readonly string[]): Fault {
  const nulls = Object.fromEntries(names.map((name) => [name, null]));
  return listChanged((list) => ({
    ...list,
    schedules: rowsOf(list).map((row) => ({ ...row, ...nulls })),
  }));
}

/** Changes the body of a list that was answered with 200. */
export function listChanged(change: (list: Row) => Row): Fault {
  return (call) => {
    const answer = call.handle();
    return answer.status === 200 && answer.json ? { ...answer, json: change(answer.json) } : answer;
  };
}

function rowsOf(list: Row): readonly Row[] {
  return Array.isArray(list['schedules']) ? list['schedules'] : [];
}
