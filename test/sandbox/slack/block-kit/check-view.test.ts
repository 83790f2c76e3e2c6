import { describe, expect, test } from '@jest/globals';
import { checkView } from '../../../../src/sandbox/slack/block-kit/check-view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const input = (element = {}, more = {}) => ({
  type: 'input',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 300, ...element },
  ...more,
});
const modal = (more = {}) => ({
  type: 'modal',
  title: plain('Why?'),
  submit: plain('Reject'),
  close: plain('Go back'),
  blocks: [input()],
  ...more,
});
const option = (value: string) => ({ text: plain(value), value });
const select = (options: object[]) => ({ type: 'static_select', action_id: 's', options });

test('a modal that asks for a reason and offers a menu is right', () => {
  const blocks = [input(), { type: 'input', label: plain('Pick'), element: select([option('a')]) }];
  expect(checkView(modal({ blocks, private_metadata: '{}', callback_id: 'why' }))).toEqual([]);
});

describe('a modal is faulted for', () => {
  test.each<[string, object, string]>([
    ['no close, which shows a bare Cancel', { ...modal(), close: undefined }, 'close'],
    ['a close that is a bare Cancel', modal({ close: plain('Cancel') }), 'a bare "Cancel"'],
    ['a submit that is a bare Cancel', modal({ submit: plain('cancel') }), 'a bare "Cancel"'],
    ['a long title', modal({ title: plain('x'.repeat(25)) }), 'longer than 24'],
    ['long metadata', modal({ private_metadata: 'x'.repeat(3001) }), 'longer than 3000'],
    ['101 blocks', modal({ blocks: Array(101).fill({ type: 'divider' }) }), 'more than 100'],
    ['an unknown property', modal({ color: 'red' }), 'color: unknown property'],
    ['a long max_length', modal({ blocks: [input({ max_length: 3001 })] }), 'from 1 to 3000'],
    ['an unknown element', modal({ blocks: [input({ type: 'textarea' })] }), 'unsupported type'],
    ['a table', modal({ blocks: [{ type: 'table', rows: [[]] }] }), 'unsupported type table'],
    [
      'a menu of nothing',
      modal({ blocks: [{ type: 'input', label: plain('x'), element: select([]) }] }),
      'fewer than 1',
    ],
    [
      'a menu of 101',
      modal({
        blocks: [
          { type: 'input', label: plain('x'), element: select(Array(101).fill(option('a'))) },
        ],
      }),
      'more than 100',
    ],
    [
      'a long option',
      modal({
        blocks: [{ type: 'input', label: plain('x'), element: select([option('x'.repeat(76))]) }],
      }),
      'longer than 75',
    ],
  ])('%s', (_name, view, fault) => {
    expect(checkView(view).join('\n')).toContain(fault);
  });

  test('an input without a submit', () => {
    const { submit: _submit, ...view } = modal();
    expect(checkView(view)).toEqual([expect.stringContaining('submit is required')]);
  });

  test('a missing close', () => {
    const { close: _close, ...view } = modal();
    expect(checkView(view)).toEqual([expect.stringContaining('without close')]);
  });
});
