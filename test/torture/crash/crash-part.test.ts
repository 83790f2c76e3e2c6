import { expect, test } from '@jest/globals';
import { createCrashPart } from './crash-part.ts';
import type { Journey } from './journey.ts';

const OPTIONS = { rounds: 1, seed: 1, atOnce: 1 };
/** How many plays go well, before one breaks off. */
function journeyThatBreaksOff(after: number): Journey {
  let plays = 0;
  return {
    name: 'broken',
    async play(cast) {
      plays += 1;
      if (plays > after) throw new Error('nobody could play this');
      await cast.ask();
    },
  };
}

test.each<[string, number, string | null, string]>([
  ['a journey', 0, null, "--only crash --at 'broken/'"],
  [
    'a kill point of it',
    1,
    'broken/announcer.postCard 1 before',
    "--only crash --at 'broken/announcer.postCard 1 before'",
  ],
])(
  '%s that breaks off is told at once and at the end, with what repeats it',
  async (_, after, at, repeat) => {
    const lines: string[] = [];
    const part = createCrashPart([journeyThatBreaksOff(after)]);
    const { failures } = await part.run({ ...OPTIONS, at, print: (line) => lines.push(line) });

    expect(failures).toMatchObject([{ repeat }]);
    expect(failures[0]?.findings[0]).toMatchObject({
      kind: 'stuck',
      what: expect.stringContaining('nobody could play this'),
    });
    expect(lines).toEqual([expect.stringContaining(`1 FAILED: ${repeat}`)]);
  },
  60_000,
);
