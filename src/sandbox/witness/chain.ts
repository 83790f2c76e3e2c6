import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JournalEvent, Story } from './journal-event.ts';

/** Design §5.5 and §9: every event has its place, its time and its hash in one chain. */
export function chainFaults(stories: readonly Story[]): readonly string[] {
  const heads = stories.map(({ events: [first] }) => first.hash);
  return stories.flatMap(({ id, events }, index) => {
    const before = heads[index - 1] ?? '';
    return events.flatMap((event, position) => {
      const previous = events[position - 1];
      return faultsOf(event, previous, previous?.hash ?? before, position + 1).map(
        (fault) => `request ${id}, event ${event.seq}: ${fault}`,
      );
    });
  });
}

function faultsOf(
  event: JournalEvent,
  previous: JournalEvent | undefined,
  prev: string,
  seq: number,
): string[] {
  const { at, event: type } = event;
  return [
    event.seq === seq ? '' : `it is number ${seq} in the journal`,
    previous !== undefined && at < previous.at ? `its time is before that of the last one` : '',
    event.prev === prev ? '' : 'its prev is not the hash of the event before it',
    event.hash === hashOf(event) ? '' : 'its hash is not that of its content',
    (type === 'requested') === (seq === 1) ? '' : `${type} has no place there`,
  ].filter((fault) => fault !== '');
}

function hashOf({ prev, hash: _hash, ...rest }: JournalEvent): string {
  return createHash('sha256')
    .update(`${prev}${canonicalize(rest)}`, 'utf8')
    .digest('hex');
}
