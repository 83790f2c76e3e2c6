import { OPS, type Stage } from '../journeys/stage.ts';

/** For what waits for a Slack that hangs, or asks for silence by the whole second; real milliseconds. */
export const PATIENCE_MS = 30_000;

/** Also what nobody decides has expired by then; real milliseconds. */
export const REST_WITHIN_MS = 60_000;

const ENDS = ['cancelled', 'not_cancelled', 'unknown', 'rejected', 'withdrawn', 'closed'];

/** Nothing fails any more; tells whether it came to it that every event that the log tells of is told in a thread, and the last one of each request ends it. */
export async function quiet(
  { slack, dds, log }: Stage,
  patienceMs = REST_WITHIN_MS,
): Promise<boolean> {
  slack.clearFaults();
  dds.clearFaults();
  const told = () =>
    new Set(
      slack
        .messages(OPS)
        .flatMap(({ channel, ts }) => slack.thread(channel, ts))
        .map(({ metadata }) => `${metadata?.event_payload['hash']}`),
    );
  const isQuiet = () => {
    const events = log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'journaled');
    const last = new Map(events.map(({ request, event }) => [request, event]));
    const hashes = told();
    return (
      [...last.values()].every((event) => ENDS.includes(event)) &&
      events.every(({ hash }) => hashes.has(hash))
    );
  };
  return slack.until(isQuiet, patienceMs).catch(() => false);
}
