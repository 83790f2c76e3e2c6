import { expect, test } from '@jest/globals';
import { taskIdsInMessage } from '../../src/slack/message-ids.ts';

const ONE = '3861199d-c196-4791-bcd0-b45fde754f50';
const TWO = '56d3c1138dcf4f1da73b0170700c78d0';
const OTHER = '11111111-c196-4791-bcd0-b45fde754f50';

test.each([
  ['its text', { text: `job ${ONE}` }],
  [
    'a section',
    { text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `\`${ONE}\`` } }] },
  ],
  [
    'a field',
    { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: `*Job:*\n${ONE}` }] }] },
  ],
  [
    'rich text',
    {
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: ONE }] }],
        },
      ],
    },
  ],
  [
    'the address of a button',
    { blocks: [{ type: 'actions', elements: [{ type: 'button', url: `https://x/${ONE}` }] }] },
  ],
  ['a field of an attachment', { attachments: [{ fields: [{ title: 'job', value: ONE }] }] }],
  ['the fallback of an attachment', { attachments: [{ fallback: `job ${ONE}`, id: 1 }] }],
])('the id of a task is found in %s', (_where, message) => {
  expect(taskIdsInMessage(message)).toEqual([ONE]);
});

test('ids stand in the order of text, blocks and attachments, each once', () => {
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: `${ONE} ${TWO}` } }];
  expect(taskIdsInMessage({ text: TWO, blocks, attachments: [{ text: OTHER }] })).toEqual([
    ...[TWO, ONE, OTHER],
  ]);
});

test('what Slack or an app calls something by is no id of a task', () => {
  expect(
    taskIdsInMessage({
      ...{ client_msg_id: ONE, ts: '1.1', text: 'disk full' },
      blocks: [{ type: 'section', block_id: ONE, accessory: { action_id: TWO } }],
      metadata: { event_payload: { hash: TWO } },
    }),
  ).toEqual([]);
});

test('a message full of ids is asked about twenty of them', () => {
  const ids = Array.from({ length: 50 }, (_, at) => ONE.replace(/^../, String(10 + at)));
  expect(taskIdsInMessage({ text: ids.join(' ') })).toEqual(ids.slice(0, 20));
});
