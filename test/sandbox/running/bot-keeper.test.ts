import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSandbox, type Sandbox } from '../../../src/sandbox/running/sandbox.ts';
import { cameTrue } from '../../torture/until.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

const processes = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
const isAlive = () =>
  fetch(`http://127.0.0.1:${sandbox.world.env['PORT']}/healthz`).then(
    () => true,
    () => false,
  );

test('started from two windows at once, it is one bot', async () => {
  const starts = [sandbox.bot.start(), sandbox.bot.start()];
  expect(processes()).toBe(1);
  await Promise.all(starts);
  await sandbox.bot.start();
  expect(processes()).toBe(1);
  expect(await isAlive()).toBe(true);
}, 60_000);

test('told of other settings while it starts, it is one bot, and has them', async () => {
  const { bot, settings } = sandbox;
  const started = bot.start();
  settings.turn('dry-run', true);
  await Promise.all([started, bot.restart(), bot.restart()]);
  // The handle of a process that has ended goes a little after it.
  expect(await cameTrue(() => processes() === 1, 10_000)).toBe(true);
  expect(bot.lives.map(({ env }) => env['DRY_RUN'])).toEqual([undefined, 'on']);
  expect(await isAlive()).toBe(true);
  expect(() => settings.turn('none', true)).toThrow('There is no setting "none".');
}, 60_000);

test('stopped while it starts, no bot is left behind', async () => {
  const started = sandbox.bot.start();
  await sandbox.bot.stop();
  await started;
  expect(await isAlive()).toBe(false);
}, 60_000);
