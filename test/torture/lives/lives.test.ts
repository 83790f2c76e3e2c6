import { afterEach, expect, test } from '@jest/globals';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
afterEach(() => scene.close());

test('a bot that has only just begun tells its counts as soon as it can', async () => {
  scene = await openScene();
  const { lives } = scene;
  const before = await lives.counted();
  lives.kill();
  let counted = null;
  while (lives.deaths() === 0 || counted === null) counted = await lives.counted();
  expect(before?.counts).toHaveProperty(['journal.unfinished']);
  expect(counted).toHaveProperty('counts');
});
