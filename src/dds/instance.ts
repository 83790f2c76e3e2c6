import type { InstanceFacts } from '../workflow/ports.ts';
import type { Run } from './limiter.ts';
import { type Reader, read } from './read.ts';
import { instanceFactsFrom } from './schema.ts';
import { instanceUrl } from './task-url.ts';

/** What runs on an instance; `null` where that could not be read, or the id is none. */
export async function readInstance(
  reader: Reader,
  run: Run,
  instanceId: string,
): Promise<InstanceFacts | null> {
  if (!/^[0-9A-Za-z]{1,64}$/.test(instanceId)) return null;
  const got = await read(reader, run, {
    urlAt: (place) => instanceUrl(place, instanceId),
    parse: (body) => instanceFactsFrom(instanceId, body),
  });
  return got.faulted === null ? got.value : null;
}
