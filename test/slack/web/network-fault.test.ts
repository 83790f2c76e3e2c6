import { expect, test } from '@jest/globals';
import { networkFault } from '../../../src/slack/web/network-fault.ts';

/** As fetch throws it. */
function fetchFailed(cause: unknown): Error {
  return new TypeError('fetch failed', { cause });
}

function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${syscall} ${code} 192.0.2.1`), { code, syscall });
}

const refused = systemError('ECONNREFUSED', 'connect');
const reset = systemError('ECONNRESET', 'read');

test.each([
  ['refused', refused, true],
  ['an unknown host', systemError('EAI_AGAIN', 'getaddrinfo'), true],
  ['no connection in time', Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' }), true],
  ['refused at every address', new AggregateError([refused, refused]), true],
  ['refused at one address, reset at another', new AggregateError([refused, reset]), false],
  ['reset', reset, false],
  ['closed by the other side', Object.assign(new Error(), { code: 'UND_ERR_SOCKET' }), false],
  ['nothing known', undefined, false],
])('whether a call was certainly never sent: %s', (_, cause, neverSent) => {
  expect(networkFault(fetchFailed(cause)).neverSent).toBe(neverSent);
});

test('the message is a code, never an address', () => {
  expect(networkFault(fetchFailed(refused)).message).toBe('ECONNREFUSED');
  const odd = Object.assign(new Error(), { code: 'see https://example.com/secret' });
  expect(networkFault(fetchFailed(odd)).message).toBe('network fault');
});
