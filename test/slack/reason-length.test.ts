import { expect, test } from '@jest/globals';
import { parseCommandText } from '../../src/slack/command-text.ts';
import { writeCarried } from '../../src/slack/views/asking/aim.ts';
import { readForm } from '../../src/slack/views/asking/form.ts';
import { readEmergency } from '../../src/slack/views/emergency-modal.ts';
import { readReason } from '../../src/slack/views/reject-modal.ts';
import { english } from '../../src/slack/words/en.ts';

const ID = '3861199d-c196-4791-bcd0-b45fde754f50';

/** Each way to give a reason, and what is kept of it. */
const WAYS: readonly (readonly [string, (typed: string) => unknown])[] = [
  [
    'the command',
    (typed) => {
      const read = parseCommandText(`${ID} ${typed}`, ['north']);
      return read.kind === 'ask' && read.reason;
    },
  ],
  [
    'the form',
    (typed) => {
      const aim = { for: 'task', id: ID, target: 'north', reason: null } as const;
      const channel = { channel: { selected_conversation: 'C_OPS' } };
      const values = { ...fieldsOf(typed), channel };
      const private_metadata = writeCarried({ aim, from: 'C_OPS' });
      return readForm({ private_metadata, state: { values } })?.aim.reason;
    },
  ],
  ['a rejection', (typed) => keptIn(readReason(english, fieldsOf(typed)))],
  [
    'an emergency',
    (typed) => {
      const confirmation = { confirmation: { value: '4f50' } };
      return keptIn(readEmergency(english, { ...fieldsOf(typed), confirmation }, 'card 4f50'));
    },
  ],
];

test.each(WAYS)(
  'the reason of %s is cut to what a field takes, and not within an emoji',
  (_, kept) => {
    expect(kept('x'.repeat(600))).toBe('x'.repeat(500));
    expect(kept(`${'x'.repeat(499)}\u{1F600}`)).toBe('x'.repeat(499));
    expect(kept(`${'x'.repeat(498)}\u{1F600}`)).toBe(`${'x'.repeat(498)}\u{1F600}`);
  },
);

function fieldsOf(value: string) {
  return { reason: { reason: { value } } };
}

function keptIn(read: { readonly reason: string } | { readonly errors: object }): unknown {
  return 'reason' in read && read.reason;
}
