import { brokenOff } from '../broken-off.ts';
import type { Failure, Part, PartOptions } from '../part.ts';
import { pool } from '../pool.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS } from './journeys.ts';
import { type Point, spelled } from './point.ts';
import { type Swept, sweep, unharmed } from './sweep.ts';

/** So many points share one world. */
const CHUNK = 12;
/** Which calls there are depends a little on who is faster; a point not met is tried again. */
const MOST_TRIES = 4;

/** The bot is killed before and after every call of every port, and of every call on the wire, of every journey. */
export const crashPart = createCrashPart(JOURNEYS);

export function createCrashPart(journeys: readonly Journey[]): Part {
  return {
    name: 'crash',
    async run({ at, atOnce, print }) {
      const wanted = at ?? '';
      const failures: Failure[] = [];
      const done = { journeys: 0, 'kill points': 0, 'of them not met': 0 };
      for (const journey of journeys.filter((one) => mayHold(one, wanted))) {
        const { swept, failed } = await tried(journey, wanted, atOnce);
        const notMet = swept.filter(({ isReached }) => !isReached);
        done.journeys += 1;
        done['kill points'] += swept.length;
        done['of them not met'] += notMet.length;
        failures.push(...failed);
        print(lineOf(journey, swept.length, notMet, failed));
      }
      return { done, failures };
    },
  };
}

interface Tried {
  readonly swept: readonly Swept[];
  readonly failed: readonly Failure[];
}

/** Where the journey does not go well without a kill, that is its failure, and there is no more. */
async function tried(journey: Journey, wanted: string, atOnce: number): Promise<Tried> {
  const { points, findings } = await unharmed(journey).catch((fault: unknown) => ({
    ...{ points: [], findings: [brokenOff(fault)] },
  }));
  if (findings.length > 0) {
    const repeat = `--only crash --at '${journey.name}/'`;
    return { swept: [], failed: [{ repeat, findings }] };
  }
  const some = points.filter((point) => nameOf(journey, point).startsWith(wanted));
  const swept = await sweepAll(journey, some, atOnce);
  return { swept, failed: swept.flatMap((one) => failureOf(journey, one)) };
}

function lineOf(
  { name }: Journey,
  points: number,
  notMet: readonly Swept[],
  failed: readonly Failure[],
): string {
  const names = notMet.map(({ point }) => spelled(point)).join(', ');
  const repeats = failed.map(({ repeat }) => repeat).join('; ');
  return [
    `${name}: ${points} kill points`,
    ...(names === '' ? [] : [`not met: ${names}`]),
    ...(failed.length === 0 ? [] : [`${failed.length} FAILED: ${repeats}`]),
  ].join(', ');
}

function mayHold({ name }: Journey, wanted: string): boolean {
  return `${name}/`.startsWith(wanted) || wanted.startsWith(`${name}/`);
}

function nameOf({ name }: Journey, point: Point): string {
  return `${name}/${spelled(point)}`;
}

function failureOf(journey: Journey, { point, findings }: Swept): Failure[] {
  if (findings.length === 0) return [];
  return [{ repeat: `--only crash --at '${nameOf(journey, point)}'`, findings }];
}

async function sweepAll(
  journey: Journey,
  points: readonly Point[],
  atOnce: PartOptions['atOnce'],
): Promise<readonly Swept[]> {
  const met: Swept[] = [];
  let left = points;
  for (let tried = 0; tried < MOST_TRIES && left.length > 0; tried += 1) {
    const swept = await inChunks(left, atOnce, (chunk) =>
      sweep(journey, chunk).catch((fault: unknown) => chunk.map((point) => unswept(point, fault))),
    );
    const isOver = (one: Swept) =>
      one.isReached || one.findings.length > 0 || tried === MOST_TRIES - 1;
    met.push(...swept.filter(isOver));
    left = swept.filter((one) => !isOver(one)).map(({ point }) => point);
  }
  return met;
}

/** Nothing can be said of it; the fault may be another point's of its chunk. */
function unswept(point: Point, fault: unknown): Swept {
  return { point, isReached: false, findings: [brokenOff(fault)] };
}

/** Several chunks at a time, until none is left. */
async function inChunks(
  points: readonly Point[],
  atOnce: number,
  work: (chunk: readonly Point[]) => Promise<readonly Swept[]>,
): Promise<Swept[]> {
  const size = Math.min(CHUNK, Math.ceil(points.length / atOnce));
  const chunks: (readonly Point[])[] = [];
  for (let at = 0; at < points.length; at += size) chunks.push(points.slice(at, at + size));
  const swept: Swept[] = [];
  await pool(
    chunks.map((chunk) => async () => void swept.push(...(await work(chunk)))),
    atOnce,
  );
  return swept;
}
