import { expect, test } from '@jest/globals';
import { createKillSwitch, type KillPoint } from './kill-switch.ts';

class Death extends Error {}

/** A port whose calls are written down, under a switch whose death is an error. */
function rig() {
  const done: string[] = [];
  const killSwitch = createKillSwitch((point) => {
    throw new Death(JSON.stringify(point));
  });
  const port = killSwitch.wrap('port', {
    name: 'not a call',
    put: async (what: string) => void done.push(what),
    fail: () => Promise.reject(new Error('down')),
    ask: async (go: (answer: string) => Promise<boolean>) => await go('a reading'),
    consoleUrl: () => 'https://console.example',
  });
  return { done, killSwitch, port };
}
const at = (call: string, nth: number, when: KillPoint['when']): KillPoint => ({ call, nth, when });

test('unarmed it only counts, and the port does what it always does', async () => {
  const { done, killSwitch, port } = rig();
  await port.put('one');
  await port.put('two');
  await expect(port.fail()).rejects.toThrow('down');

  expect(done).toEqual(['one', 'two']);
  expect([port.name, port.consoleUrl()]).toEqual(['not a call', 'https://console.example']);
  expect(killSwitch.counts()).toEqual({ 'port.put': 2, 'port.fail': 1 });
  expect(killSwitch.underWay()).toBe(0);
});

test('before the nth call nothing of it is done; after it, all', async () => {
  const { done, killSwitch, port } = rig();
  killSwitch.arm(at('port.put', 2, 'before'));
  await port.put('one');
  await expect(port.put('two')).rejects.toThrow(Death);
  expect(done).toEqual(['one']);

  killSwitch.arm(at('port.put', 1, 'after'));
  await expect(port.put('three')).rejects.toThrow(Death);
  expect(done).toEqual(['one', 'three']);
});

test('what a port asks back is a call of its own, and a call that fails has an end too', async () => {
  const { killSwitch, port } = rig();
  killSwitch.arm(at('port.ask go', 1, 'after'));
  await expect(port.ask(async () => true)).rejects.toThrow(Death);
  killSwitch.arm(at('port.fail', 1, 'after'));
  await expect(port.fail()).rejects.toThrow(Death);
});
