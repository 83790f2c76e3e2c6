import type { Failure, Part, PartOptions } from '../part.ts';
import { pool } from '../pool.ts';
import { JOURNEYS, type Journey } from './journeys.ts';
import { type Point, spelled } from './point.ts';
import { pointsIn, type Swept, sweep } from './sweep.ts';

/** So many points share one world. */
const CHUNK = 12;
/** Which calls there are depends a little on who is faster; a point not met is tried again. */
const MOST_TRIES = 4;

/** The bot is killed before and after every call of every port, and of every call on the wire, of every journey. */
export const crashPart: Part = {
  name: 'crash',
  async run({ at, atOnce, print }) {
    const wanted = at ?? '';
    const sweeps = JOURNEYS.filter((journey) => mayHold(journey, wanted));
    const failures: Failure[] = [];
    const done = { journeys: 0, 'kill points': 0, 'of them not met': 0 };
    for (const journey of sweeps) {
      const points = (await pointsIn(journey)).filter((point) =>
        nameOf(journey, point).startsWith(wanted),
      );
      const swept = await sweepAll(journey, points, atOnce);
      const notMet = swept.filter(({ isReached }) => !isReached);
      done.journeys += 1;
      done['kill points'] += swept.length;
      done['of them not met'] += notMet.length;
      failures.push(...swept.flatMap((one) => failureOf(journey, one)));
      const names = notMet.map(({ point }) => spelled(point)).join(', ');
      print(`${journey.name}: ${swept.length} kill points${names && `, not met: ${names}`}`);
    }
    return { done, failures };
  },
};

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
    const swept = await inChunks(left, atOnce, (chunk) => sweep(journey, chunk));
    const isOver = (one: Swept) =>
      one.isReached || one.findings.length > 0 || tried === MOST_TRIES - 1;
    met.push(...swept.filter(isOver));
    left = swept.filter((one) => !isOver(one)).map(({ point }) => point);
  }
  return met;
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
