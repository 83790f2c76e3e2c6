import { expect, test } from '@jest/globals';
import { createSlackLogger } from '../../../src/slack/web/slack-log.ts';
import { recordedLog } from './recorded-log.ts';

function printed(...parts: unknown[]): string {
  const log = recordedLog();
  createSlackLogger(log).error(...parts);
  return log.lines.join();
}

test.each([
  ['a bot token', 'token xoxb-1-fake refused', 'token [token] refused'],
  ['a rotated token', 'xoxe.xoxb-1-fake', '[token]'],
  ['an app token', 'Bearer xapp-1-A0-fake', 'Bearer [token]'],
  ['a signature', `got v0=${'ab'.repeat(32)}!`, 'got [signature]!'],
  [
    'a response_url',
    'POST https://hooks.example.com/commands/T0/123/secret failed',
    'POST https://hooks.example.com/… failed',
  ],
  ['a ticket', 'wss://link.example.com/?ticket=secret&app_id=A0', 'wss://link.example.com/…'],
])('%s is never printed', (_, said, line) => {
  expect(printed(said)).toBe(line);
  expect(printed(new Error(said))).toBe(`Error: ${line}`);
});

test('objects are not printed, for they may be payloads', () => {
  expect(printed('failed', { text: 'of a person' })).toBe('failed [object]');
});

test('a page is cut to its first words', () => {
  expect(printed(new Error(`<html>${'x'.repeat(5_000)}`)).length).toBeLessThan(350);
});

test('there is no debug level, in which whole payloads would be printed', () => {
  const log = recordedLog();
  const logger = createSlackLogger(log);
  logger.setLevel('debug' as ReturnType<typeof logger.getLevel>);
  logger.debug('payload');
  expect(logger.getLevel()).toBe('info');
  expect(log.lines).toEqual([]);
});
