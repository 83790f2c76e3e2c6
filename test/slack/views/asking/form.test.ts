import { describe, expect, test } from '@jest/globals';
import { checkView } from '../../../../src/sandbox/slack/block-kit/check-view.ts';
import { objectsIn } from '../../../../src/sandbox/slack/block-kit/walk.ts';
import {
  readCarried,
  readTaskValue,
  writeTaskValue,
} from '../../../../src/slack/views/asking/aim.ts';
import { type Form, formModal, readForm } from '../../../../src/slack/views/asking/form.ts';
import { toldModal, whereModal } from '../../../../src/slack/views/asking/modals.ts';
import { english } from '../../../../src/slack/words/en.ts';
import { say } from '../../../../src/slack/words/sentence.ts';
import { aTask } from '../../../request/events.ts';
import { aTaskOf, HOSTILE, LONG } from '../foreign.ts';

const EMOJI = '\u{1F600}';

function aForm(patch: Partial<Form> = {}): Form {
  return {
    ...{ task: aTask(), channel: 'C_OPS', reason: null, isReasonRequired: false, note: null },
    ...patch,
  };
}

function submitted(form: Form, reason: string | null, channel: string | null = 'C_OPS') {
  return readForm({
    private_metadata: formModal(english, form).private_metadata ?? '',
    state: {
      values: {
        reason: { reason: { value: reason } },
        channel: { channel: { selected_conversation: channel } },
      },
    },
  });
}

describe('the form', () => {
  test('tells the task, and asks for a reason and a channel', () => {
    const view = formModal(english, aForm());
    const said = JSON.stringify(view.blocks);
    for (const part of [aTask().id, 'orders-db', 'change of instance class', 'ap-southeast-1'])
      expect(said).toContain(part);
    const inputs = view.blocks.filter(({ type }) => type === 'input');
    expect(inputs).toMatchObject([
      { block_id: 'reason', optional: true },
      { block_id: 'channel', element: { initial_conversation: 'C_OPS' } },
    ]);
  });

  test('insists on a reason where one is required', () => {
    const view = formModal(english, aForm({ isReasonRequired: true }));
    expect(objectsIn(view.blocks)).toContainEqual(
      expect.objectContaining({ block_id: 'reason', optional: false }),
    );
  });

  test.each([
    ['as typed', ' wrong size ', 'wrong size'],
    ['nothing', null, null],
    ['blanks only', ' \n ', null],
    ['too much', 'x'.repeat(501), 'x'.repeat(500)],
    ['half an emoji at the end', `x${EMOJI.repeat(250)}`, `x${EMOJI.repeat(249)}`],
  ])('gives back the reason: %s', (_what, typed, reason) => {
    expect(submitted(aForm(), typed)?.aim).toEqual({
      ...{ for: 'task', id: aTask().id, target: 'ap-southeast-1', reason },
    });
  });

  test('without a channel is none', () => {
    expect(submitted(aForm(), null, null)).toBeNull();
  });
});

test.each([
  ...['', 'x', '{}', 'null', '[1]', '{"aim":{"for":"task"},"from":null}'],
  ...['{"aim":{"for":"list","page":0,"ids":null},"from":"C"}', '{"aim":{"for":"all"},"from":"C"}'],
])('%j is carried by no modal of ours', (text) => {
  expect(readCarried(text)).toBeNull();
});

test('a row of the list names its task, and nothing else is taken for one', () => {
  expect(readTaskValue(writeTaskValue({ id: 'a b', target: 'c"d' }))).toMatchObject({
    ...{ id: 'a b', target: 'c"d' },
  });
  for (const value of ['', 'x', '[]', '["a"]', '[1,2]', null])
    expect(readTaskValue(value)).toBeNull();
});

describe.each([
  ['hostile', HOSTILE],
  ['long', LONG],
  ['emoji', EMOJI.repeat(500)],
])('with %s text', (_what, text) => {
  test('every modal on the way is one that Slack takes', () => {
    const task = aTaskOf(text);
    const aim = {
      for: 'task',
      id: aTask().id,
      target: 'north',
      reason: text.slice(0, 500),
    } as const;
    const carry = { aim, from: 'C_OPS' };
    const obstacle = { answer: 'not eligible', why: 'channel shared outside' } as const;
    for (const view of [
      formModal(english, aForm({ task, reason: text, note: say`${text}` })),
      toldModal(english, [say`${text}`], carry),
      toldModal(english, [say`${text}`]),
      whereModal(english, english.channelWanted({ answer: 'no channel', obstacle }), carry),
    ])
      expect(checkView(view)).toEqual([]);
  });
});
