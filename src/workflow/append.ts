import { type CancelRequest, isEnded } from '../request/cancel-request.ts';
import type { EventData, RequestEvent } from '../request/event.ts';
import { eventAt } from '../request/hash-chain.ts';
import { createOwnTime, type OwnTime } from './own-time.ts';
import type { Appended, Clock, Journal } from './ports.ts';

/** Told of every event once it is in the journal. */
export type OnAppended = (event: RequestEvent) => void;

export interface Recorder {
  /** The time of each request; its events are dated by it. */
  readonly time: OwnTime;
  /** Appends what was decided on this request, if its journal still ends where it was decided; rejects for one that has ended. */
  append(request: CancelRequest, by: string, data: EventData): Promise<Appended>;
  /** Appends a first event after the newest first event of the journal. */
  begin(request: string, by: string, data: EventData): Promise<Appended>;
}

/** The one place where an event gets its time, its place and its hash. */
export function createRecorder(journal: Journal, clock: Clock, onAppended: OnAppended): Recorder {
  const time = createOwnTime(clock);

  async function record(event: RequestEvent): Promise<Appended> {
    const appended = await journal.append({ seq: event.seq - 1, head: event.prev }, event);
    if (appended.appended) onAppended(event);
    return appended;
  }

  return {
    time,
    async append(request, by, data) {
      if (isEnded(request.state))
        throw new Error(`Request ${request.id} has ended: ${request.state}`);
      const { id, seq, head, lastAt } = request;
      const place = { request: id, seq, head, notBefore: lastAt };
      return record(eventAt(place, by, time.now(request), data));
    },
    async begin(request, by, data) {
      const { seq, head } = await journal.end();
      return record(eventAt({ request, seq, head, notBefore: null }, by, clock.now(), data));
    },
  };
}
