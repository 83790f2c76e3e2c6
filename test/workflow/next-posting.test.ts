import { describe, expect, test } from '@jest/globals';
import { nextPosting } from '../../src/workflow/next-posting.ts';
import type { Posting } from '../../src/workflow/posting.ts';
import { approved, asked, attempted, NOON, story } from '../request/events.ts';

const CARD = { channel: 'C_OPS', ts: '1.000100' };
const EVENTS = story([asked(), approved(), attempted()]);

function posting(kind: Posting['kind'], number: number, patch: Partial<Posting> = {}): Posting {
  return { kind, number, begunAt: NOON.toISOString(), message: CARD, refused: null, ...patch };
}
const REAL = { dryRun: false };
const BEGUN = { message: null };
const REFUSED = { message: null, refused: 'is_archived' };

function next(...postings: readonly Posting[]): string {
  const due = nextPosting(EVENTS, postings, REAL);
  return due.post === 'trail' ? `trail ${due.event.seq}: ${due.request.state}` : due.post;
}

describe('what is posted next', () => {
  test('is the card, whatever else there may be', () => {
    expect(next()).toBe('card');
    expect(next(posting('card', 1, BEGUN), posting('trail', 1))).toBe('card');
  });

  test('is only a notice to the requester where the card was refused for good', () => {
    expect(next(posting('card', 1, REFUSED))).toBe('notice');
    expect(next(posting('card', 1, REFUSED), posting('notice', 3))).toBe('nothing');
  });

  test('is the card as it stands now, before the trail', () => {
    expect(next(posting('card', 1))).toBe('card update');
    expect(next(posting('card', 1), posting('card', 2), posting('trail', 1))).toBe('card update');
    expect(next(posting('card', 1), posting('card', 3, BEGUN))).toBe('card update');
  });

  test('is the oldest event that is missing, with the request as it stood after it', () => {
    const card = posting('card', 3);
    expect(next(card)).toBe('trail 1: pending');
    expect(next(card, posting('trail', 1))).toBe('trail 2: approved');
    expect(next(card, posting('trail', 1), posting('trail', 3))).toBe('trail 2: approved');
    expect(next(card, posting('trail', 1), posting('trail', 2, BEGUN))).toBe('trail 2: approved');
  });

  test('skips what Slack refuses for good, until there is only that to tell the requester of', () => {
    const shown = [posting('card', 1), posting('card', 3, REFUSED), posting('trail', 1)];
    expect(next(...shown, posting('trail', 2, REFUSED))).toBe('trail 3: cancelling');
    const whole = [...shown, posting('trail', 2, REFUSED), posting('trail', 3)];
    expect(next(...whole)).toBe('notice');
    expect(next(...whole, posting('notice', 2))).toBe('notice');
    expect(next(...whole, posting('notice', 3, BEGUN))).toBe('notice');
    expect(next(...whole, posting('notice', 3))).toBe('nothing');
    expect(next(...whole, posting('notice', 3, REFUSED))).toBe('nothing');
  });

  test('is nothing when all is there', () => {
    const trail = [1, 2, 3].map((number) => posting('trail', number));
    expect(next(posting('card', 3), ...trail)).toBe('nothing');
  });

  test('hangs on the message that was posted, also where a later edit was refused', () => {
    const due = nextPosting(EVENTS, [posting('card', 1), posting('card', 3, REFUSED)], REAL);
    expect(due).toMatchObject({ post: 'trail', card: CARD });
  });
});

describe('a card that shows another mode than the bot is in', () => {
  const pending = story([asked()]);
  const due = (shown: Partial<Posting>, dryRun: boolean) =>
    nextPosting(pending, [posting('card', 1, shown), posting('trail', 1)], { dryRun }).post;

  test('is edited, and then is not any more', () => {
    expect(due({}, true)).toBe('card update');
    expect(due({ dryRun: true }, true)).toBe('nothing');
    expect(due({ dryRun: true }, false)).toBe('card update');
    expect(due({}, false)).toBe('nothing');
  });

  test('stays as it is once the request is tried: what was sent stays sent', () => {
    const trail = [2, 3].map((number) => posting('trail', number));
    const shown = [posting('card', 3), posting('trail', 1), ...trail];
    expect(nextPosting(EVENTS, shown, { dryRun: true }).post).toBe('nothing');
  });

  test('that Slack will never edit stays a card, so the trail goes on', () => {
    const shown = posting('card', 1, { refused: 'cant_update_message', dryRun: true });
    expect(nextPosting(pending, [shown], { dryRun: true })).toMatchObject({
      ...{ post: 'trail', card: CARD },
    });
  });
});
