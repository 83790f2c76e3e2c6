import { describe, expect, test } from '@jest/globals';
import {
  noAgency,
  serviceToken401,
  tokenExpired,
  unavailable503,
} from '../../src/sandbox/dds/answer-faults.ts';
import { delayMs } from '../../src/sandbox/dds/connection-faults.ts';
import { listed, openAtSimulator, SIGN_IN, yes } from './at-simulator.ts';
import { stoppedClock } from './clocks.ts';

const HOUR_MS = 3_600_000;
const WRONG_KEY = { kind: 'aksk', accessKey: 'SANDBOXACCESSKEY', secretKey: 'wrong' } as const;

type Opened = Awaited<ReturnType<typeof openAtSimulator>>;

function kindsOf({ cloud }: Opened): readonly string[] {
  return cloud.calls.map(({ kind }) => kind);
}

function count(opened: Opened, kind: string): number {
  return kindsOf(opened).filter((each) => each === kind).length;
}

describe('an IAM token', () => {
  const target = { credentials: SIGN_IN };

  test('is fetched once for all who ask at the same time, and kept', async () => {
    const opened = await openAtSimulator({ target });
    opened.cloud.fail({ kind: 'token' }, delayMs(30));
    await Promise.all(Array.from({ length: 8 }, () => opened.target.list('Pending')));
    await opened.target.list('Pending');
    expect(count(opened, 'token')).toBe(1);
  });

  test('is renewed shortly before it expires', async () => {
    const clock = stoppedClock();
    const opened = await openAtSimulator({ clock, target });
    await opened.target.list('Pending');
    clock.move(23 * HOUR_MS);
    await opened.target.list('Pending');
    expect(count(opened, 'token')).toBe(1);
    clock.move(HOUR_MS - 9 * 60_000);
    await opened.target.list('Pending');
    expect(count(opened, 'token')).toBe(2);
    expect(opened.cloud.calls.every(({ status }) => status !== 401)).toBe(true);
  });

  test('still serves while IAM is away, until its end', async () => {
    const clock = stoppedClock();
    const opened = await openAtSimulator({ clock, target });
    await opened.target.list('Pending');
    opened.cloud.fail({ kind: 'token', times: 9 }, unavailable503());
    clock.move(24 * HOUR_MS - 5 * 60_000);
    expect(await opened.target.list('Pending')).toEqual([]);
    expect(await opened.target.list('Pending')).toEqual([]);
    expect(count(opened, 'token')).toBe(2);
    clock.move(6 * 60_000);
    const reading = opened.target.reread({ ...(await aTask()), target: 'main' });
    expect(await reading).toMatchObject({ found: 'unreadable', fault: { kind: 'server' } });
  });

  test('that is refused is replaced and the read repeated, once', async () => {
    const opened = await openAtSimulator({ target });
    await opened.target.list('Pending');
    opened.cloud.expireTokens();
    expect(await opened.target.list('Pending')).toEqual([]);
    expect(kindsOf(opened)).toEqual(['token', 'list', 'list', 'token', 'list']);
  });

  test.each([tokenExpired(), serviceToken401()])(
    'that is refused again after a new sign-in is not tried a third time',
    async (fault) => {
      const opened = await openAtSimulator({ target });
      await opened.target.list('Pending');
      opened.cloud.fail({ kind: 'list', times: 9 }, fault);
      expect(await opened.target.list('Pending')).toMatchObject({
        kind: 'authentication',
        status: 401,
      });
      expect(kindsOf(opened)).toEqual(['token', 'list', 'list', 'token', 'list']);
    },
  );

  test('refused for the cancel leaves it not executed once; refused again it is ambiguous', async () => {
    const opened = await openAtSimulator({ target });
    const task = await listed(opened.target, opened.cloud.addTask().jobId);
    opened.cloud.fail({ kind: 'cancel', times: 2 }, tokenExpired());
    const cancel = async () => (await opened.target.rereadThenCancel(task, 'R1', yes)).cancellation;
    expect(await cancel()).toMatchObject({
      result: 'not executed',
      fault: { kind: 'authentication', status: 401, code: 'APIGW.0307' },
    });
    expect(await cancel()).toMatchObject({
      result: 'ambiguous',
      settled: true,
      fault: { kind: 'authentication' },
    });
    expect(await cancel()).toMatchObject({ result: 'confirmed' });
    expect(count(opened, 'token')).toBe(3);
  });

  test('refused for the re-read is replaced before the cancel, in one go', async () => {
    const opened = await openAtSimulator({ target });
    const task = await listed(opened.target, opened.cloud.addTask().jobId);
    opened.cloud.expireTokens();
    const { cancellation } = await opened.target.rereadThenCancel(task, 'R1', yes);
    expect(cancellation).toMatchObject({ result: 'confirmed' });
  });

  test('of another region is given up after one new sign-in', async () => {
    const other = { id: 'f'.repeat(32), name: 'eu-west-101' };
    const opened = await openAtSimulator({
      simulator: { otherProjects: [other] },
      target: { credentials: { ...SIGN_IN, projectName: other.name }, projectId: null },
    });
    expect(await opened.target.list('Pending')).toMatchObject({ code: 'APIGW.0307' });
    expect(kindsOf(opened)).toEqual(['token', 'list', 'token', 'list']);
  });

  test('for another project than asked for does not lead there', async () => {
    const opened = await openAtSimulator({ target });
    opened.cloud.fail({ kind: 'token' }, (call) => {
      const { json, ...answer } = call.handle();
      const text = JSON.stringify(json).replaceAll(opened.cloud.projectId, 'f'.repeat(32));
      return { ...answer, text };
    });
    await opened.target.list('Pending');
    expect(opened.cloud.calls.at(-1)?.path).toContain(opened.cloud.projectId);
  });

  test('is not asked for again for five minutes after a wrong password', async () => {
    const clock = stoppedClock();
    const opened = await openAtSimulator({
      clock,
      target: { credentials: { ...SIGN_IN, password: 'wrong' } },
    });
    expect(await opened.target.list('Pending')).toMatchObject({
      kind: 'authentication',
      status: 401,
    });
    clock.move(4 * 60_000);
    expect(await opened.target.list('Pending')).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('five minutes'),
    });
    expect(kindsOf(opened)).toEqual(['token']);
    clock.move(61_000);
    await opened.target.list('Pending');
    expect(kindsOf(opened)).toEqual(['token', 'token']);
  });
});

describe('an access key', () => {
  test('that is refused is not used for five minutes, by nobody', async () => {
    const clock = stoppedClock();
    const opened = await openAtSimulator({ clock, target: { credentials: WRONG_KEY } });
    opened.cloud.fail({ kind: 'list' }, delayMs(50));
    const ends = await Promise.all(
      Array.from({ length: 10 }, () => opened.target.find('0'.repeat(32))),
    );
    for (const end of ends) {
      expect(end).toMatchObject({ found: 'unreadable', fault: { kind: 'authentication' } });
    }
    clock.move(4 * 60_000);
    expect(await opened.target.list('Pending')).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('five minutes'),
    });
    expect(kindsOf(opened)).toEqual(['list']);
    clock.move(61_000);
    await opened.target.list('Pending');
    expect(kindsOf(opened)).toEqual(['list', 'list']);
  });

  test('that works is used by many at once, also right from the start', async () => {
    const opened = await openAtSimulator();
    opened.cloud.fail({ kind: 'list', times: 9 }, delayMs(600));
    await Promise.all(Array.from({ length: 9 }, () => opened.target.list('Pending')));
    expect(opened.cloud.mostInFlight()).toBeGreaterThan(4);
  });

  test('refused for the cancel makes it ambiguous, and the next call is not made', async () => {
    const opened = await openAtSimulator();
    const task = await listed(opened.target, opened.cloud.addTask().jobId);
    opened.cloud.fail({ kind: 'cancel' }, tokenExpired());
    const { cancellation } = await opened.target.rereadThenCancel(task, 'R1', yes);
    expect(cancellation).toMatchObject({
      result: 'ambiguous',
      settled: true,
      fault: { kind: 'authentication', status: 401 },
    });
    expect(await opened.target.rereadThenCancel(task, 'R1', yes)).toMatchObject({
      reading: { found: 'unreadable', fault: { kind: 'authentication', status: null } },
      cancellation: null,
    });
    expect(kindsOf(opened)).toEqual(['list', 'list', 'cancel']);
  });

  test('is not held up by a call that could not be built', async () => {
    const opened = await openAtSimulator({ target: { projectId: '..' } });
    const find = () => opened.target.find('0'.repeat(32));
    await expect(find()).rejects.toThrow('no call is made');
    await expect(find()).rejects.toThrow('no call is made');
    expect(opened.cloud.calls).toEqual([]);
  });

  test('without a project id is a mistake that shows at once', async () => {
    await expect(openAtSimulator({ target: { projectId: null } })).rejects.toThrow('project id');
  });
});

describe('keys of the ECS', () => {
  const target = { credentials: { kind: 'ecs' } } as const;

  test('are fetched once and renewed when less than 40 minutes remain', async () => {
    const clock = stoppedClock();
    const opened = await openAtSimulator({ clock, target });
    await Promise.all([opened.target.list('Pending'), opened.target.list('Pending')]);
    expect(count(opened, 'security key')).toBe(1);
    for (let hours = 0; hours < 48; hours += 1) {
      clock.move(HOUR_MS / 2);
      expect(await opened.target.list('Pending')).toEqual([]);
    }
    expect(count(opened, 'security key')).toBeGreaterThan(1);
    expect(opened.cloud.violations).toEqual([]);
  });

  test('come without a session token where the service has none', async () => {
    const opened = await openAtSimulator({ target });
    opened.cloud.fail({ kind: 'metadata token' }, () => ({ status: 404 }));
    expect(await opened.target.list('Pending')).toEqual([]);
  });

  test('are not lent to a machine without an agency, which is said plainly', async () => {
    const opened = await openAtSimulator({ target });
    opened.cloud.fail({ kind: 'security key' }, noAgency());
    expect(await opened.target.list('Pending')).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('agency'),
    });
  });
});

async function aTask() {
  const { cloud, target } = await openAtSimulator();
  return listed(target, cloud.addTask().jobId);
}
