import { expect, test } from '@jest/globals';
import { SEEN, tooFew } from './race-part.ts';

const LOOKS = { [SEEN.readOnly]: 1, [SEEN.full]: 1 };
const whatIsWrong = (done: Readonly<Record<string, number>>, rounds: number) =>
  tooFew(done, rounds).map(({ what }) => what);

test.each([
  ['most rounds raced', { ...LOOKS, raced: 140 }, 200, []],
  ['too few did', { ...LOOKS, raced: 139 }, 200, ['only 139 of 200 rounds came to a race']],
  ['too few to judge by', { ...LOOKS, raced: 0 }, 199, []],
  [
    'nobody was told of a full disk',
    { ...LOOKS, raced: 2_000, [SEEN.full]: 0 },
    2_000,
    ['there were no looks at a full disk'],
  ],
  ['it may not have come to that', { raced: 1_999, [SEEN.readOnly]: 0, [SEEN.full]: 0 }, 1_999, []],
])('%s', (_, done, rounds, wrong) => {
  expect(whatIsWrong(done, rounds)).toEqual(wrong);
});
