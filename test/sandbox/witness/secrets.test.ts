import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { OMAR } from '../../journeys/stage.ts';
import type { Draft } from './run.ts';
import * as run from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

const WHAT: readonly (readonly [string, () => string, string])[] = [
  ['a token that the bot was given', () => run.found(good.secrets[0]), 'secret 1'],
  ['a response_url', () => responseUrl(), 'a response_url'],
  ['the signature of a call', () => run.found(good.dds.credentials[0]), 'a signature or token'],
  ['a signed request', () => 'canonicalRequest:GET|/v3/', 'a signed request'],
];

test.each(WHAT)('the witness names %s in a log line, and in a modal', (_, secret, named) => {
  expect(found((it) => void it.log.push(`{"msg":"so: ${secret()}"}`))).toEqual([
    `line ${good.log.length + 1} of the log holds ${named}`,
  ]);
  const at = good.at.toISOString();
  const source = { blocks: [{ text: `so: ${secret()}` }] };
  expect(found((it) => void it.slack.viewsShown.push({ at, userId: OMAR, source }))).toEqual([
    `a modal of ${OMAR} holds ${named}`,
  ]);
});

test('the good run was logged, signed and answered under addresses, and nothing of it shows', () => {
  expect(good.log.join('')).toContain('"msg":"journaled"');
  expect(good.dds.credentials.length).toBeGreaterThan(good.dds.cancellations.length);
  expect(found(() => undefined)).toEqual([]);
});

function found(changes: (draft: Draft) => void): readonly string[] {
  const draft = structuredClone(good);
  changes(draft);
  return witness(draft);
}

function responseUrl(): string {
  return String(run.found(good.slack.deliveries[0]).payload['response_url']);
}
