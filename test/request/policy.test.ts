import { describe, expect, test } from '@jest/globals';
import { notEligible, type Standing } from '../../src/request/policy.ts';

function standing(patch: Partial<Standing>): Standing {
  return { kind: 'member', listed: true, sharedOutside: false, ...patch };
}

describe('who may act', () => {
  test('is a full member who is on the list', () => {
    expect(notEligible(standing({}))).toBeNull();
    expect(notEligible(standing({ listed: false }))).toBe('not listed');
  });

  test.each(['guest', 'bot', 'deactivated', 'external'] as const)('is never a %s', (kind) => {
    expect(notEligible(standing({ kind }))).toBe(kind);
  });

  test('is nobody at all in a channel shared outside', () => {
    expect(notEligible(standing({ sharedOutside: true }))).toBe('channel shared outside');
  });
});
