import { expect, test } from '@jest/globals';
import type { Figures, Part, PartOptions } from './part.ts';
import { torture } from './torture.ts';

const WISH = { rounds: 2, seed: 5, atOnce: 1, only: null, at: null } as const;
const WELL: Figures = { done: { rounds: 2 }, failures: [] };
const FAILED: Figures = {
  done: { kills: 3 },
  failures: [
    {
      repeat: '--only broken --seed 5',
      findings: [
        { kind: 'lost', what: 'request 1 is gone' },
        { kind: 'untrue', what: 'it says so' },
      ],
      kept: '/tmp/evidence.json',
    },
    { repeat: '--only broken --seed 6', findings: [{ kind: 'lost', what: 'another' }] },
  ],
};

/** A part that comes to this, and what it was asked for. */
function partOf(name: string, figures: Figures) {
  const asked: PartOptions[] = [];
  const part: Part = {
    name,
    async run(options) {
      asked.push(options);
      options.print('half of it');
      return figures;
    },
  };
  return { part, asked };
}

/** What it printed, times left out, and what it answered. */
async function run(parts: readonly Part[], wish: Parameters<typeof torture>[1] = WISH) {
  const lines: string[] = [];
  const isWell = await torture(parts, wish, (line) => lines.push(line.replace(/\d+ s$/, 'n s')));
  return { isWell, lines };
}

test('a failure prints what repeats it and what was found, and the others still run', async () => {
  const broken = partOf('broken', FAILED);
  const sound = partOf('sound', WELL);
  expect(await run([broken.part, sound.part])).toEqual({
    isWell: false,
    lines: [
      'seed 5',
      'broken: half of it',
      'broken: FAILED; npm run torture -- --only broken --seed 5',
      '  lost: request 1 is gone',
      '  untrue: it says so',
      '  evidence: /tmp/evidence.json',
      'broken: FAILED; npm run torture -- --only broken --seed 6',
      '  lost: another',
      'broken: 3 kills, 2 lost, 0 doubled, 1 untrue, 0 stuck, 0 against a rule; n s',
      'sound: half of it',
      'sound: 2 rounds, 0 lost, 0 doubled, 0 untrue, 0 stuck, 0 against a rule; n s',
    ],
  });
  expect(sound.asked).toMatchObject([{ rounds: 2, seed: 5, atOnce: 1, at: null }]);
});

test('all is well where nothing was found', async () => {
  expect((await run([partOf('sound', WELL).part])).isWell).toBe(true);
});

test('only the part that was asked for runs, and one that there is not is refused', async () => {
  const broken = partOf('broken', FAILED);
  const sound = partOf('sound', WELL);
  const parts = [broken.part, sound.part];
  expect((await run(parts, { ...WISH, only: 'sound' })).isWell).toBe(true);
  expect(broken.asked).toEqual([]);
  await expect(run(parts, { ...WISH, only: 'race' })).rejects.toThrow(
    '--only race is none of broken, sound',
  );
});
