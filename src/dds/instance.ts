import { inTime } from '../workflow/in-time.ts';
import type { InstanceFacts } from '../workflow/ports.ts';
import type { Run } from './limiter.ts';
import { type Reader, read } from './read.ts';
import { instanceFactsFrom } from './schema.ts';
import { instanceUrl } from './task-url.ts';

/**
 * What runs on an instance; `null` where that could not be read in `withinMs`, or the id is none.
 * A call that has not begun by then is not made any more.
 */
export async function readInstance(
  reader: Reader,
  run: Run,
  instanceId: string,
  withinMs: number,
): Promise<InstanceFacts | null> {
  if (!/^[0-9A-Za-z]{1,64}$/.test(instanceId)) return null;
  let isLate = false;
  const got = read(reader, run, {
    urlAt: (place) => instanceUrl(place, instanceId),
    parse: (body) => instanceFactsFrom(instanceId, body),
    isStillWanted: () => !isLate,
  }).then((answer) => (answer.faulted === null ? answer.value : null));
  return await inTime(got, withinMs, null, reader.clock).finally(() => {
    isLate = true;
  });
}
