import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../../../src/sandbox/slack/block-kit/check-message.ts';
import { checkView } from '../../../../src/sandbox/slack/block-kit/check-view.ts';
import { objectsIn } from '../../../../src/sandbox/slack/block-kit/walk.ts';
import { offersModal } from '../../../../src/slack/views/asking/modals.ts';
import { offersContent, pageOf, readPage } from '../../../../src/slack/views/asking/offers.ts';
import { english } from '../../../../src/slack/words/en.ts';
import type { Offer } from '../../../../src/workflow/picker.ts';
import { aTask, NOON } from '../../../request/events.ts';
import { aFault } from '../../../request/facts.ts';
import { aFaultOf, aTaskOf, HOSTILE, LONG } from '../foreign.ts';

const RULE = { emergencyApproval: false };
const LINK = 'https://example.com/card';

function listOf(count: number, task = aTask()) {
  const offers = Array.from({ length: count }, (): Offer => ({ task, open: null }));
  return { offers, unread: [], asOf: NOON };
}

function pageWith(list: ReturnType<typeof listOf>, wanted = 1, link: string | null = null) {
  const { shown, page } = pageOf(list, wanted);
  return offersContent(english, list, {
    shown: shown.map((offer) => ({ ...offer, link })),
    page,
    rule: RULE,
  });
}

function buttonsIn(blocks: unknown): Record<string, unknown>[] {
  return objectsIn(blocks).filter(({ type }) => type === 'button');
}

describe('a page of tasks', () => {
  test('says of each what it does to what, where and when', () => {
    const { text } = pageWith(listOf(1));
    for (const part of [
      'Change of instance class (RESIZE_FLAVOR) of orders-db',
      'Planned start: <!date^1769882400^{date_short_pretty} {time} ({ago})|2026-01-31 18:00 UTC>',
      'Target: ap-southeast-1',
      aTask().id,
      'As DDS listed them at 12:00:00 UTC.',
    ])
      expect(text).toContain(part);
  });

  test('warns of what may be a patch, and does not make up a start', () => {
    const task = aTask({ kind: 'UPGRADE_DATABASE', plannedStart: null });
    const { text } = pageWith(listOf(1, task));
    expect(text).toContain('may be a security or stability patch');
    expect(text).toContain('Planned start: not told by DDS');
  });

  test('has a button for each task but those that are asked for already', () => {
    const { offers } = listOf(3);
    const open = { card: { channel: 'C_OPS', ts: '1.1' } };
    const list = { ...listOf(0), offers: [...offers, { task: aTask(), open }] };
    const { blocks, text } = pageWith(list, 1, LINK);
    const labels = buttonsIn(blocks).map(({ accessibility_label }) => accessibility_label);
    expect(labels).toEqual(
      Array(3).fill('Request cancellation: change of instance class (RESIZE_FLAVOR) of orders-db'),
    );
    expect(text).toContain(`A request for it is open already: <${LINK}|see its card>.`);
  });

  test.each([
    [0, 1, 'No scheduled task is Pending right now', 0, []],
    [1, 1, '1 task is Pending', 1, []],
    [10, 1, '10 tasks are Pending', 10, []],
    [11, 1, 'Page 1 of 2', 10, ['Next 2']],
    [11, 2, 'Page 2 of 2', 1, ['Previous 1']],
    [30, 2, 'Page 2 of 3', 10, ['Previous 1', 'Next 3']],
    [11, 99, 'Page 2 of 2', 1, ['Previous 1']],
  ])('of %i tasks, page %i, says %j with %i choices', (count, wanted, words, choices, pager) => {
    const { blocks, text } = pageWith(listOf(count), wanted);
    expect(text).toContain(words);
    const buttons = buttonsIn(blocks);
    const ids = buttons.map(({ action_id }) => String(action_id));
    expect(ids.filter((id) => id.startsWith('request_cancellation_'))).toHaveLength(choices);
    const pages = buttons.filter((_, at) => ids[at]?.startsWith('offers_'));
    expect(pages.map(({ text, value }) => `${(text as { text: string }).text} ${value}`)).toEqual(
      pager,
    );
  });

  test('that could not be read says so, and not that there is nothing', () => {
    const list = { ...listOf(0), unread: [{ target: 'north', fault: aFault() }] };
    const { text } = offersContent(english, list, {
      ...{ shown: [], page: { number: 1, of: 1 }, rule: RULE },
    });
    expect(text).toContain('Not in this list: tasks of north. DDS did not answer in time');
    expect(text).not.toContain('No scheduled task is Pending');
  });
});

test.each(['', '0', '-1', '1e3', '100000', 'x', null, 7])(
  'a pager that says %j leads to page 1',
  (value) => {
    expect(readPage(value)).toBe(1);
  },
);

describe.each([
  ['hostile', HOSTILE],
  ['long', LONG],
])('a full page of %s tasks', (_what, text) => {
  const list = {
    ...listOf(25, aTaskOf(text)),
    unread: Array(3).fill({ target: text.slice(0, 60), fault: aFaultOf(text) }),
  };
  const { shown, page } = pageOf(list, 2);
  const open = { card: { channel: 'C_OPS', ts: '1.1' } };
  const linked = shown.map((offer, at) => ({
    ...(at === 0 ? { ...offer, open } : offer),
    link: LINK,
  }));
  const content = offersContent(english, list, {
    ...{ shown: linked, page, rule: RULE, lead: english.noIdInMessage() },
  });

  test('is a private message that Slack takes', () => {
    expect(checkMessage(content.blocks, content.text, { parse: 'none' })).toEqual([]);
  });

  test('is a modal that Slack takes', () => {
    const ids = Array.from({ length: 20 }, () => aTask().id);
    const carry = { aim: { for: 'list', page: 2, ids } as const, from: 'C_OPS' };
    expect(checkView(offersModal(english, content.blocks, carry))).toEqual([]);
  });
});
