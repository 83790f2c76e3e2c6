import type Database from 'libsql';
import { claimEffect } from '../request/claim.ts';
import type { EventOf, RequestEvent } from '../request/event.ts';
import type { Appended, JournalEnd } from '../workflow/ports.ts';
import type { Standing } from './sqlite-standing.ts';
import { inTransaction } from './sqlite-transaction.ts';

const MOVED_ON = { appended: false, because: 'journal moved on' } as const;

/** Compare-and-append: one transaction that checks the end, moves the claim and adds the event. */
export function createAppend(
  database: Database.Database,
  standing: Standing,
): (end: JournalEnd, event: RequestEvent) => Appended {
  const lastOf = database.prepare(
    'SELECT seq, hash FROM events WHERE request = ? ORDER BY seq DESC LIMIT 1',
  );
  const identity = database.prepare('SELECT target, task FROM requests WHERE request = ?');
  const insertEvent = database.prepare(
    'INSERT INTO events (request, seq, hash, event) VALUES (?, ?, ?, ?)',
  );
  const insertRequest = database.prepare(
    'INSERT INTO requests (request, target, task, first_hash, channel, open) VALUES (?, ?, ?, ?, ?, 1)',
  );
  const setOpen = database.prepare('UPDATE requests SET open = ?, ended_at = ? WHERE request = ?');

  return inTransaction(database, (end: JournalEnd, event: RequestEvent): Appended => {
    if (!isStillAt(end, event)) return MOVED_ON;
    const held = moveClaim(event);
    if (held !== null) return { appended: false, because: 'already open', request: held };
    insertEvent.run(event.request, event.seq, event.hash, JSON.stringify(event));
    return { appended: true };
  });

  /** Answers the open request that holds the claim already, if one does. */
  function moveClaim(event: RequestEvent): string | null {
    const effect = claimEffect(event.event);
    if (effect === 'release') setOpen.run(0, event.at, event.request);
    if (effect !== 'take') return null;
    const held = holderOf(event);
    if (held !== null) return held;
    if (event.event !== 'requested') setOpen.run(1, null, event.request);
    else begin(event);
    return null;
  }

  function begin({ request, target, task, hash, channel }: EventOf<'requested'>): void {
    insertRequest.run(request, target, task.id, hash, channel);
  }

  function isStillAt(end: JournalEnd, event: RequestEvent): boolean {
    const last = lastOf.get(event.request) as { seq: number; hash: string } | undefined;
    const head = last?.hash ?? standing.newestFirst();
    return end.seq === (last?.seq ?? 0) && end.head === head && event.seq === end.seq + 1;
  }

  function holderOf(event: RequestEvent): string | null {
    const { target, task } =
      event.event === 'requested'
        ? { target: event.target, task: event.task.id }
        : (identity.get(event.request) as { target: string; task: string });
    return standing.openRequestFor(target, task);
  }
}
