import { expect, test } from '@jest/globals';
import { LogLevel } from '@slack/bolt';
import { boltLogger } from '../../src/ops/log-bolt.ts';
import { recordedLog } from './lines.ts';

test('what Bolt says arrives in our log, its debug as our trace', () => {
  const { log, lines } = recordedLog('trace');
  const bolt = boltLogger(log);
  bolt.debug('payload');
  bolt.info('connected', 2);
  bolt.warn('slow');
  bolt.error('broken');
  expect(lines()).toMatchObject([
    { level: 10, from: 'slack', msg: 'payload' },
    { level: 30, from: 'slack', msg: 'connected 2' },
    { level: 40, from: 'slack', msg: 'slow' },
    { level: 50, from: 'slack', msg: 'broken' },
  ]);
});

test('errors keep their stack and objects their fields, secrets in them masked', () => {
  const { log, text, lines } = recordedLog();
  boltLogger(log).error('failed', new Error('no route'), { token: 'example', tries: 3 });
  boltLogger(log).error(new Error('alone'));
  expect(lines()).toMatchObject([
    {
      msg: 'failed',
      err: { message: 'no route', stack: expect.anything() },
      details: [{ tries: 3 }],
    },
    { msg: 'alone', err: { message: 'alone' } },
  ]);
  expect(text()).not.toContain('example');
});

test('the name that Bolt sets is where a line is from', () => {
  const { log, lines } = recordedLog();
  const bolt = boltLogger(log);
  bolt.setName('socket-mode:1');
  bolt.info('hello');
  expect(lines()).toMatchObject([{ from: 'socket-mode:1' }]);
});

test.each([
  ['trace', LogLevel.DEBUG],
  ['debug', LogLevel.INFO],
  ['info', LogLevel.INFO],
  ['warn', LogLevel.WARN],
  ['error', LogLevel.ERROR],
  ['silent', LogLevel.ERROR],
])('at our level %s Bolt is told %s', (ours, bolts) => {
  expect(boltLogger(recordedLog(ours).log).getLevel()).toBe(bolts);
});

test('setLevel makes Bolt quieter, never louder than the log', () => {
  const { log, lines } = recordedLog('warn');
  const bolt = boltLogger(log);
  bolt.setLevel(LogLevel.DEBUG);
  bolt.info('too quiet for this log');
  bolt.setLevel(LogLevel.ERROR);
  bolt.warn('too quiet for this level');
  expect(bolt.getLevel()).toBe(LogLevel.ERROR);
  expect(lines()).toEqual([]);
});
