import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/request/event.ts';
import type { Appended, Journal } from '../../src/workflow/ports.ts';
import type { Posting } from '../../src/workflow/posting.ts';
import { type Act, approved, asked, aTask, attempted, story } from '../request/events.ts';

/** What every journal must do, whatever it is kept in. `reopen` closes it and opens the same data again. */
export function describesAJournal(
  open: () => Promise<{ journal: Journal; reopen(): Promise<Journal>; remove(): Promise<void> }>,
): void {
  let kept: Awaited<ReturnType<typeof open>>;
  let journal: Journal;

  beforeEach(async () => {
    kept = await open();
    journal = kept.journal;
  });
  afterEach(() => kept.remove());

  function append(event: RequestEvent): Promise<Appended> {
    return journal.append({ seq: event.seq - 1, head: event.prev }, event);
  }

  async function write(events: readonly RequestEvent[]): Promise<void> {
    for (const event of events) expect(await append(event)).toEqual({ appended: true });
  }

  test('what was appended is read back in order, also after it was opened again', async () => {
    const events = story([asked(), approved(), attempted()]);
    await write(events);
    expect(await journal.read('r1')).toEqual(events);
    journal = await kept.reopen();
    expect(await journal.read('r1')).toEqual(events);
    expect(await journal.read('r2')).toEqual([]);
  });

  test('of two events decided on the same end only the first is appended', async () => {
    await write(story([asked()]));
    const [, first] = story([asked(), approved('U_LEAD')]);
    const [, second] = story([asked(), approved('U_OTHER')]);
    expect(await append(first as RequestEvent)).toEqual({ appended: true });
    expect(await append(second as RequestEvent)).toEqual({
      appended: false,
      because: 'journal moved on',
    });
    expect(await journal.read('r1')).toHaveLength(2);
  });

  test('an event decided on another head is not appended, though its number fits', async () => {
    await write(story([asked()]));
    const [, elsewhere] = story([asked({ required: 2 }), approved()]);
    expect(await append(elsewhere as RequestEvent)).toMatchObject({ appended: false });
  });

  test('an event is appended under the next number only, though its head fits', async () => {
    const [first, next] = story([asked(), approved()]);
    await write([first as RequestEvent]);
    const event = next as RequestEvent;
    const { prev: head } = event;
    for (const [end, seq] of [[1, 3] as const, [4, 5] as const, [0, 1] as const])
      expect(await journal.append({ seq: end, head }, { ...event, seq })).toEqual({
        ...{ appended: false, because: 'journal moved on' },
      });
    expect(await journal.read('r1')).toEqual([first]);
  });

  test('a first event attaches to the newest first event, and to no other', async () => {
    expect(await journal.end()).toEqual({ seq: 0, head: '' });
    const first = story([asked()]);
    await write(first);
    const head = first[0]?.hash ?? '';
    expect(await journal.end()).toEqual({ seq: 0, head });
    const other = aTask({ id: '11111111-c196-4791-bcd0-b45fde754f50' });
    expect(await append(story([asked({ task: other })], 'r2')[0] as RequestEvent)).toMatchObject({
      because: 'journal moved on',
    });
    await write(story([asked({ task: other })], 'r2', head));
  });

  test('a task has at most one open request, and a closed one frees it', async () => {
    const first = story([asked(), ['U_LEAD', 60, { event: 'rejected', reason: 'no' }]]);
    await write(first.slice(0, 1));
    const head = first[0]?.hash ?? '';
    const second = story([asked()], 'r2', head);
    expect(await append(second[0] as RequestEvent)).toEqual({
      ...{ appended: false, because: 'already open', request: 'r1' },
    });
    expect(await journal.openRequestFor('ap-southeast-1', aTask().id)).toBe('r1');
    await write(first.slice(1));
    expect(await journal.openRequestFor('ap-southeast-1', aTask().id)).toBeNull();
    await write(second);
  });

  test('*Try again* does not take a task that another request holds by then', async () => {
    const first = story([
      ...[asked(), approved(), attempted()],
      ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }],
      ['U_ASKER', 80, { event: 'retried' }],
    ]);
    await write(first.slice(0, 4));
    await write(story([asked()], 'r2', first[0]?.hash));
    expect(await append(first[4] as RequestEvent)).toMatchObject({ request: 'r2' });
    expect(await journal.read('r1')).toHaveLength(4);
  });

  test('what was asked where is told, the open apart from the ended, the last one first', async () => {
    const ids = ['r1', 'r2', 'r3', 'r4'];
    const channels = ['C_OPS', 'C_PAY', 'C_OPS', 'C_OPS'];
    const stories: RequestEvent[][] = [];
    for (const [at, id] of ids.entries()) {
      const task = aTask({ id: aTask().id.replace(/.$/, String(at)) });
      const channel = channels[at] ?? '';
      // The later a request began, the sooner it ended.
      const acts: Act[] = [asked({ task, channel }), ['U_ASKER', 60 - at, { event: 'withdrawn' }]];
      const told = story(acts, id, stories.at(-1)?.[0]?.hash);
      await write(told.slice(0, 1));
      stories.push(told);
    }
    expect(await journal.channels()).toEqual(['C_OPS', 'C_PAY']);
    expect(await journal.requestsIn('C_OPS', 'open', 9)).toEqual(['r4', 'r3', 'r1']);
    expect(await journal.requestsIn('C_OPS', 'open', 2)).toEqual(['r4', 'r3']);
    expect(await journal.requestsIn('C_OPS', 'ended', 9)).toEqual([]);
    for (const told of stories.slice(0, 3)) await write(told.slice(1));
    journal = await kept.reopen();
    expect(await journal.requestsIn('C_OPS', 'open', 9)).toEqual(['r4']);
    expect(await journal.requestsIn('C_OPS', 'ended', 9)).toEqual(['r1', 'r3']);
    expect(await journal.requestsIn('C_PAY', 'ended', 9)).toEqual(['r2']);
    expect(await journal.requestsIn('C_ELSE', 'ended', 9)).toEqual([]);
  });

  test('a request that is tried again is open again, and ended no longer', async () => {
    const events = story([
      ...[asked(), approved(), attempted()],
      ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }],
      ['U_ASKER', 80, { event: 'retried' }],
    ]);
    await write(events.slice(0, 4));
    expect(await journal.requestsIn('C_OPS', 'ended', 9)).toEqual(['r1']);
    await write(events.slice(4));
    expect(await journal.requestsIn('C_OPS', 'ended', 9)).toEqual([]);
    expect(await journal.requestsIn('C_OPS', 'open', 9)).toEqual(['r1']);
  });

  test('it is followed in the order of the first events when it is opened again', async () => {
    const first = story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]);
    await write(first);
    const second = story([asked(), approved()], 'r0', first[0]?.hash);
    await write(second);
    journal = await kept.reopen();
    expect(await journal.read('r1')).toEqual(first);
    expect(await journal.read('r0')).toEqual(second);
  });

  test('a request is unfinished while it is open or anything of it is not posted', async () => {
    const events = story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]);
    await write(events);
    expect(await journal.unfinished()).toEqual(['r1']);
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 2 }));
    await journal.recordPosting('r1', aPosting({ number: 1 }));
    expect(await journal.unfinished()).toEqual(['r1']);
    await journal.recordPosting('r1', aPosting({ number: 2, message: null }));
    expect(await journal.unfinished()).toEqual(['r1']);
    await journal.recordPosting('r1', aPosting({ number: 2 }));
    expect(await journal.unfinished()).toEqual([]);
  });

  test('a closed request whose card Slack refused for good has nothing left but to tell the requester', async () => {
    await write(
      story([asked(), ['bot', 1, { event: 'closed', reason: 'card not posted', status: null }]]),
    );
    const refused = aPosting({ kind: 'card', message: null, refused: 'is_archived' });
    await journal.recordPosting('r1', refused);
    expect(await journal.unfinished()).toEqual(['r1']);
    const told = aPosting({ kind: 'notice', number: 2 });
    await journal.recordPosting('r1', told);
    expect(await journal.unfinished()).toEqual([]);
    expect(await journal.postings('r1')).toEqual([refused, told]);
  });

  test('a closed request whose card is posted and could not be edited once is unfinished until all is told', async () => {
    await write(story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]));
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 0 }));
    const refused = { message: null, refused: 'is_archived' };
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 1, ...refused }));
    await journal.recordPosting('r1', aPosting({ kind: 'notice', number: 1 }));
    await journal.recordPosting('r1', aPosting({ number: 1 }));
    expect(await journal.unfinished()).toEqual(['r1']);
    await journal.recordPosting('r1', aPosting({ number: 2 }));
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 2 }));
    expect(await journal.unfinished()).toEqual([]);
  });

  test('a card that showed a dry run is known for it', async () => {
    await write(story([asked()]));
    const shown = [aPosting({ kind: 'card' }), aPosting({ kind: 'card', number: 2, dryRun: true })];
    for (const posting of shown) await journal.recordPosting('r1', posting);
    expect(await journal.postings('r1')).toEqual(shown);
  });

  test('a request is unfinished while something of it may be there twice', async () => {
    await write(story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]));
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 2 }));
    for (const number of [1, 2]) await journal.recordPosting('r1', aPosting({ number }));
    expect(await journal.unfinished()).toEqual([]);
    const again = aPosting({ number: 2, mayBeTwice: true });
    await journal.recordPosting('r1', again);
    journal = await kept.reopen();
    expect(await journal.unfinished()).toEqual(['r1']);
    expect((await journal.postings('r1')).at(-1)).toEqual(again);
    await journal.recordPosting('r1', { ...again, mayBeTwice: false });
    expect(await journal.unfinished()).toEqual([]);
  });

  test('a request is unfinished while the requester does not know of all that was refused', async () => {
    await write(story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]));
    const refused = { message: null, refused: 'is_archived' };
    await journal.recordPosting('r1', aPosting({ kind: 'card', number: 2 }));
    await journal.recordPosting('r1', aPosting({ number: 1, ...refused }));
    await journal.recordPosting('r1', aPosting({ kind: 'notice', number: 1 }));
    await journal.recordPosting('r1', aPosting({ number: 2, ...refused }));
    expect(await journal.unfinished()).toEqual(['r1']);
    await journal.recordPosting('r1', aPosting({ kind: 'notice', number: 2, message: null }));
    expect(await journal.unfinished()).toEqual(['r1']);
    const never = { kind: 'notice', number: 2, message: null, refused: 'user_not_found' } as const;
    await journal.recordPosting('r1', aPosting(never));
    expect(await journal.unfinished()).toEqual([]);
  });
}

function aPosting(patch: Partial<Posting>): Posting {
  const message = { channel: 'C_OPS', ts: '1.000100' };
  const begunAt = '2026-01-31T12:00:00.000Z';
  return { kind: 'trail', number: 1, begunAt, message, refused: null, ...patch };
}
