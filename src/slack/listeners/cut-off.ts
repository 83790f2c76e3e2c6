import { setMaxListeners } from 'node:events';

/** The bot stops, and waits no longer for an act; whether it comes about is left open. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
  constructor() {
    super('the bot stops and waits no longer for this');
  }
}

/** Tells all acts at once that the stop of the bot waits no longer for them. */
export function createCutOff(): AbortController {
  const cutOff = new AbortController();
  // As many as there are acts: Node 20 takes more than ten for a leak.
  setMaxListeners(0, cutOff.signal);
  return cutOff;
}

/** What an act comes to; rejects with a `CutOffError` where the stop comes first. */
export async function unlessCutOff<T>(act: Promise<T>, cutOff: AbortSignal): Promise<T> {
  let giveUp = (): void => undefined;
  const cut = new Promise<never>((_, reject) => {
    giveUp = () => reject(new CutOffError());
  });
  cutOff.addEventListener('abort', giveUp);
  if (cutOff.aborted) giveUp();
  return await Promise.race([act, cut]).finally(() => cutOff.removeEventListener('abort', giveUp));
}
