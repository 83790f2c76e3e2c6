import { expect, test } from '@jest/globals';
import { backOffMs } from '../../../src/slack/connection/back-off.ts';
import { createLinkKeeper } from '../../../src/slack/connection/link-keeper.ts';
import { recordedLog } from '../web/recorded-log.ts';

/** A connection that lives until it is told to leave or end. */
function aLink() {
  const tell = { leaving: () => {}, ended: () => {} };
  const ended = new Promise<void>((resolve) => {
    tell.ended = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    tell.leaving = resolve;
  });
  let closed = false;
  const close = async () => {
    closed = true;
    tell.ended();
  };
  return {
    link: { leaving: Promise.race([asked, ended]), ended, close },
    tell,
    isClosed: () => closed,
  };
}

function keeperOf(open: () => Promise<ReturnType<typeof aLink>['link']>) {
  const opening: { began: () => void } = { began: () => {} };
  const began = new Promise<void>((resolve) => {
    opening.began = resolve;
  });
  let tries = 0;
  const keeper = createLinkKeeper({
    open: () => {
      tries += 1;
      opening.began();
      return open();
    },
    turn: async () => undefined,
    logger: recordedLog(),
    refusalEnds: () => false,
  });
  return { keeper, began, tries: () => tries };
}

test('after stop() nothing is tried any more', async () => {
  const { keeper, began, tries } = keeperOf(() => Promise.reject(new Error('no route')));
  const started = keeper.start();
  await began;
  await keeper.stop();
  await expect(started).rejects.toThrow('stopped');
  expect(tries()).toBe(1);
});

test('a connection that opens only after stop() is closed again', async () => {
  const late = aLink();
  let open = () => {};
  const opening = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { keeper, began } = keeperOf(() => opening.then(() => late.link));
  const started = keeper.start();
  await began;
  await keeper.stop();
  open();
  await started;
  await late.link.ended;
  expect(late.isClosed()).toBe(true);
  expect(keeper.receiving()).toBe(false);
});

test('the first try after a good connection is immediate, then waits grow to ten seconds', () => {
  expect(backOffMs(0)).toBe(0);
  expect(backOffMs(1, () => 0)).toBe(100);
  expect(backOffMs(2, () => 0)).toBe(200);
  expect(backOffMs(50, () => 0)).toBe(5_000);
  expect(backOffMs(50, () => 1)).toBe(10_000);
});
