import { expect, test } from '@jest/globals';
import { hang } from '../../src/sandbox/dds/connection-faults.ts';
import { listed, openAtSimulator } from './at-simulator.ts';
import { stoppedClock, turns } from './clocks.ts';

const WITHIN_MS = 2_000;

function openWithTask(callsPerMinute: number) {
  const clock = stoppedClock();
  return openAtSimulator({ clock, target: { callsPerMinute } }).then(async (opened) => {
    const { jobId } = opened.cloud.addTask();
    const task = await listed(opened.target, jobId);
    const looks = () => opened.cloud.calls.filter(({ kind }) => kind === 'instances').length;
    return { ...opened, clock, task, looks };
  });
}

test('an instance that is not read in time is not waited for', async () => {
  const { cloud, target, clock, task, looks } = await openWithTask(60);
  cloud.fail({ kind: 'instances' }, hang());
  const reading = target.instance(task.instanceId, WITHIN_MS);
  while (looks() === 0) await turns();
  clock.move(WITHIN_MS - 1);
  expect(await Promise.race([reading, turns().then(() => 'waiting')])).toBe('waiting');
  clock.move(1);
  expect(await reading).toBeNull();
});

test('a look that found no room in time is never made, and takes no room from others', async () => {
  const { target, clock, task, looks } = await openWithTask(4);
  // Look-ups leave a quarter of the window to decisions: with these two they have used theirs.
  for (const _ of [1, 2]) await target.find(task.id);
  const late = target.instance(task.instanceId, WITHIN_MS);
  await turns();
  clock.move(WITHIN_MS);
  expect(await late).toBeNull();
  clock.move(61_000);
  const inTime = target.instance(task.instanceId, WITHIN_MS);
  expect(await inTime).toMatchObject({ status: 'normal' });
  expect(looks()).toBe(1);
});

test('what is only looked at beside the rest is marked so in the log', async () => {
  const { target, task, lines } = await openWithTask(60);
  await target.instance(task.instanceId, WITHIN_MS);
  expect(lines.map((line) => 'beside' in line)).toEqual([false, true]);
});
