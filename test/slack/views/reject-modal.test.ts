import { describe, expect, test } from '@jest/globals';
import { checkView } from '../../../src/sandbox/slack/block-kit/check-view.ts';
import { readPressedCard } from '../../../src/slack/views/pressed-card.ts';
import { readReason, rejectModal } from '../../../src/slack/views/reject-modal.ts';
import { english } from '../../../src/slack/words/en.ts';

const REJECTING = {
  ...{ request: '3861199d-c196-4791-bcd0-b45fde754f50', revision: 3 },
  card: { channel: 'C_OPS', ts: '1769860800.000100' },
};

describe('the modal that asks why', () => {
  const modal = rejectModal(english, REJECTING);

  test('is a view that Slack takes, without a bare "Cancel"', () => {
    expect(checkView(modal)).toEqual([]);
  });

  test('carries which card it is about, and nothing else is read from it', () => {
    expect(readPressedCard(modal.private_metadata ?? '')).toEqual(REJECTING);
    for (const text of ['', 'x', `${REJECTING.request}:1`, `${REJECTING.request}:0 C 1.1`])
      expect(readPressedCard(text)).toBeNull();
  });
});

describe('the reason typed', () => {
  function typed(value: string | null) {
    return readReason(english, { reason: { reason: { value } } });
  }

  test('is what was typed, without the space around it', () => {
    expect(typed('  not today\nnor tomorrow ')).toEqual({ reason: 'not today\nnor tomorrow' });
  });

  test.each([null, '', '  \n\t '])('is asked for again where it is %j', (value) => {
    expect(typed(value)).toEqual({ errors: { reason: expect.any(String) } });
  });

  test('is asked for again where the field is not there at all', () => {
    expect(readReason(english, {})).toMatchObject({ errors: {} });
  });

  test('is never longer than the field allows, though the client did not hold to it', () => {
    expect(typed('x'.repeat(3000))).toEqual({ reason: 'x'.repeat(500) });
  });
});
