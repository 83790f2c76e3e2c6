import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;
const CALL_MS = 1_000;

/** Asks until the answer is 200; rejects after `timeoutMs` or once `signal` has aborted. */
export async function untilReady(
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!signal.aborted) {
    if (await isReady(url)) return;
    if (Date.now() > deadline) throw new Error(`not ready after ${timeoutMs} ms`);
    await pause(POLL_MS);
  }
  throw new Error('given up');
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(CALL_MS) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
