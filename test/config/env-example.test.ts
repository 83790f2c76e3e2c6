import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { configOf, LEAST } from './environment.ts';
import { variablesRead } from './variables-read.ts';

const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const uncommented = parse(text.replace(/^#(?=[A-Z])/gm, ''));

test('the example names exactly the variables that the configuration reads', () => {
  expect(Object.keys(uncommented).sort()).toEqual([...variablesRead()].sort());
});

test('no variable is named twice, and every group begins with a comment', () => {
  const names = text.match(/^#?[A-Z_]+(?==)/gm) ?? [];
  expect(names).toHaveLength(Object.keys(uncommented).length);
  for (const group of text.split(/\n\n/)) expect(group).toMatch(/^# /);
});

test('the values shown are the defaults', () => {
  expect(configOf({ ...uncommented, ...LEAST })).toEqual(configOf());
});

test('what is not commented out is empty, so that a copy starts nothing by itself', () => {
  expect(Object.values(parse(text)).join('')).toBe('');
});
