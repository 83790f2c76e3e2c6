import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer, Transport } from '../../src/dds/call.ts';
import { cancel } from '../../src/dds/cancel.ts';
import type { GrantSource } from '../../src/dds/credentials/grant.ts';
import type { Exchange } from '../../src/dds/exchange.ts';
import { ownFault } from '../../src/dds/fault.ts';
import type { Begin, Run } from '../../src/dds/limiter.ts';
import { createSystemClock } from '../../src/ops/system-clock.ts';
import { momentOf } from '../../src/workflow/moment.ts';
import type { Leave } from '../../src/workflow/ports.ts';

const WISH = { taskId: '3861199d-c196-4791-bcd0-b45fde754f50', request: 'r1' };
const CONFIRMED: Answer = {
  ...{ end: 'answered', status: 204, body: '', callId: 'id-1', retryAfterMs: null },
  header: () => null,
};

/** What happened, in order. */
let course: string[];
beforeEach(() => {
  course = [];
});

/** Signs in and makes room, both slowly, and sends. */
function exchangeWith(grant: Awaited<ReturnType<GrantSource['grant']>>): Exchange {
  const send: Transport['send'] = async ({ method, leave }) => {
    course.push(leave === undefined ? method : `${method} within ${leave()} ms`);
    return CONFIRMED;
  };
  const slowly: GrantSource['grant'] = async () => {
    await null;
    course.push('credentials');
    return grant;
  };
  return {
    ...{ endpoint: 'https://dds.example.com', timeoutMs: 1000, log: () => undefined },
    transport: { send, close: async () => undefined },
    grants: { grant: slowly },
  };
}

const GRANT = { projectId: 'p1', secrets: [], headersFor: () => ({}), settle: () => false };

const run: Run = async (call) => {
  await null;
  course.push('room');
  const begin: Begin = () => {
    course.push('begun');
    return momentOf(createSystemClock());
  };
  return call(begin);
};

function asking(leave: Leave | null) {
  return async () => {
    course.push('go?');
    return leave;
  };
}

describe('whether a DELETE may go', () => {
  test('is asked last of all: with room and credentials in hand, directly before the call', async () => {
    expect(
      await cancel(
        exchangeWith(GRANT),
        run,
        WISH,
        asking(() => 7_000),
      ),
    ).toMatchObject({
      result: 'confirmed',
    });
    expect(course).toEqual(['room', 'credentials', 'go?', 'begun', 'DELETE within 7000 ms']);
  });

  test('is not asked where there are no credentials, so no attempt is journaled', async () => {
    const none = ownFault('authentication', 'No sign-in.');
    expect(
      await cancel(
        exchangeWith(none),
        run,
        WISH,
        asking(() => 7_000),
      ),
    ).toEqual(none);
    expect(course).toEqual(['room', 'credentials']);
  });

  test('is obeyed: after a no nothing is sent, and no room is used up', async () => {
    expect(await cancel(exchangeWith(GRANT), run, WISH, asking(null))).toBeNull();
    expect(course).toEqual(['room', 'credentials', 'go?']);
  });
});
