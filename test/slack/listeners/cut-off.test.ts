import { beforeEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { CutOffError, createCutOff, unlessCutOff } from '../../../src/slack/listeners/cut-off.ts';
import { openModal } from '../../../src/slack/listeners/open-modal.ts';
import { rejectModal } from '../../../src/slack/views/reject-modal.ts';
import { english } from '../../../src/slack/words/en.ts';

const never = () => new Promise<never>(() => undefined);
let cutOff: AbortController;
beforeEach(() => {
  cutOff = createCutOff();
});

test('an act that ends before the stop comes to what it comes to', async () => {
  await expect(unlessCutOff(Promise.resolve('done'), cutOff.signal)).resolves.toBe('done');
  await expect(unlessCutOff(Promise.reject(new RangeError()), cutOff.signal)).rejects.toThrow(
    RangeError,
  );
});

test('all acts that still run are cut off at once, and so is one that begins later', async () => {
  const running = [1, 2].map(() => unlessCutOff(never(), cutOff.signal));
  cutOff.abort();
  for (const act of [...running, unlessCutOff(never(), cutOff.signal)])
    await expect(act).rejects.toThrow(CutOffError);
});

test('a modal that Slack has not opened by then is not waited for', async () => {
  const logged: unknown[] = [];
  const client = { views: { open: never } } as unknown as WebClient;
  const log = (fault: unknown) => logged.push(fault);
  const doubt = { words: english, isDoubt: () => false, log, cutOff: cutOff.signal };
  const press = { request: 'r1', revision: 1, user: 'U_LEAD', card: { channel: 'C', ts: '1' } };
  const opening = openModal({ client, doubt }, 'trigger', rejectModal(english, press));
  cutOff.abort();
  expect(await opening).toBeNull();
  expect(logged).toEqual([expect.any(CutOffError)]);
});
