import { beforeEach, expect, test } from '@jest/globals';
import { createTrouble, type Trouble } from '../../src/workflow/trouble.ts';

let told: string[];
let trouble: Trouble;
beforeEach(() => {
  told = [];
  trouble = createTrouble({
    onFault: (of) => told.push(`${of} failed`),
    onMended: () => told.push('mended'),
  });
});

test('all is mended once each step that failed has gone well, and not with the first of them', () => {
  trouble.failed('posts', 'r1', new Error('disk full'));
  trouble.failed('decides', 'r1', new Error('disk full'));
  trouble.failed('decides', 'r1', new Error('disk full'));
  trouble.went('posts', 'r1');
  trouble.went('decides', 'r2');
  expect(told).toEqual(['r1 failed', 'r1 failed', 'r1 failed']);
  trouble.went('decides', 'r1');
  expect(told.at(-1)).toBe('mended');
});

test('where nothing had failed, nothing is told', () => {
  trouble.went('posts', 'r1');
  expect(told).toEqual([]);
});
