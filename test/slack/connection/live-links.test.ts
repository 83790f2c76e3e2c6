import { expect, test } from '@jest/globals';
import { createLiveLinks, LINGER_MS } from '../../../src/slack/connection/live-links.ts';

function aLink() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const close = async () => end();
  return { leaving: ended, ended, close };
}

test('an old connection that Slack never closes is closed after a while', async () => {
  const links = createLiveLinks(new AbortController().signal, 20);
  const [old, successor] = [aLink(), aLink()];
  links.takeOver(old);
  links.takeOver(successor);
  await old.ended;
  expect(links.any()).toBe(true);
});

test('that while is longer than the ten seconds in which Slack still delivers by it', () => {
  expect(LINGER_MS).toBeGreaterThan(10_000);
});
