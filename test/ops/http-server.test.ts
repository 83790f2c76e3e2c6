import { once } from 'node:events';
import { Agent, get, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type HttpServer, openHttpServer } from '../../src/ops/http-server.ts';
import { createMetrics } from '../../src/ops/metrics.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.close(0);
  server = undefined;
});

interface Setting {
  receiving?: boolean;
  draining?: boolean;
  degraded?: () => readonly string[];
  slackListener?: RequestListener;
}

async function open({ receiving = true, draining = false, ...rest }: Setting = {}) {
  const { degraded = () => [], slackListener } = rest;
  server = await openHttpServer({
    port: 0,
    host: '127.0.0.1',
    health: { receiving: () => receiving, draining: () => draining, degraded },
    metrics: createMetrics(),
    ...(slackListener && { slackListener }),
  });
  const base = `http://127.0.0.1:${server.port}`;
  const ask = (path: string, method = 'GET') =>
    fetch(`${base}${path}`, { method, headers: { connection: 'close' } });
  return { server, base, ask };
}

describe('health', () => {
  test('the process is alive whatever else is wrong', async () => {
    const { ask } = await open({ receiving: false, draining: true });
    expect((await ask('/healthz')).status).toBe(200);
  });

  test.each([
    [true, false, 200, true],
    [false, false, 503, false],
    [true, true, 503, false],
  ])(
    'receiving %j, draining %j: /readyz answers %d',
    async (receiving, draining, status, ready) => {
      const { ask } = await open({ receiving, draining });
      const answer = await ask('/readyz');
      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({ ready, degraded: [] });
    },
  );

  test('what is degraded is said, and does not make the bot unready', async () => {
    const { ask } = await open({ degraded: () => ['dds'] });
    const answer = await ask('/readyz?verbose');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ready: true, degraded: ['dds'] });
  });

  test('a health check that breaks is a 500 that keeps its reason to itself', async () => {
    const { ask } = await open({
      degraded: () => {
        throw new Error('inside');
      },
    });
    const answer = await ask('/readyz');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('inside');
  });

  test("metrics come in Prometheus' text format", async () => {
    const { ask } = await open();
    const answer = await ask('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await answer.text()).toContain('# TYPE dds_cancel_events_total counter');
  });

  test.each(['/healthz', '/readyz', '/metrics'])('HEAD %s has the head of GET', async (path) => {
    const { ask } = await open();
    const [head, whole] = [await ask(path, 'HEAD'), await ask(path)];
    expect(head.status).toBe(whole.status);
    expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
    expect(await head.text()).toBe('');
  });
});

describe('paths', () => {
  const slackListener: RequestListener = (_, res) => res.end('for Slack');

  test('POST /slack/events goes to the listener for Slack', async () => {
    const { ask } = await open({ slackListener });
    expect(await (await ask('/slack/events', 'POST')).text()).toBe('for Slack');
  });

  test.each([
    ['GET', '/slack/events'],
    ['POST', '/slack/events/more'],
    ['POST', '/slack/install'],
    ['POST', '/healthz'],
    ['DELETE', '/metrics'],
    ['GET', '/'],
    ['GET', '/healthz/'],
  ])('%s %s does not exist', async (method, path) => {
    const { ask } = await open({ slackListener });
    expect((await ask(path, method)).status).toBe(404);
  });

  test('without a listener there is no path for Slack', async () => {
    const { ask } = await open();
    expect((await ask('/slack/events', 'POST')).status).toBe(404);
  });

  test('a listener that throws answers 500', async () => {
    const { ask } = await open({
      slackListener: () => {
        throw new Error('inside');
      },
    });
    expect((await ask('/slack/events', 'POST')).status).toBe(500);
  });
});

describe('opening and closing', () => {
  test('a port that is taken rejects', async () => {
    const { server: first } = await open();
    const health = { receiving: () => true, draining: () => false, degraded: () => [] };
    const options = { host: '127.0.0.1', health, metrics: createMetrics() };
    await expect(openHttpServer({ ...options, port: first.port })).rejects.toThrow(/EADDRINUSE/);
  });

  test('an idle keep-alive connection does not hold up the end', async () => {
    const { server: opened, base } = await open();
    const agent = new Agent({ keepAlive: true });
    await statusOf(`${base}/healthz`, agent);
    const began = performance.now();
    await opened.close(30_000);
    expect(performance.now() - began).toBeLessThan(2_000);
    agent.destroy();
  });

  test('a call under way is answered before the end, also for who closes again', async () => {
    const { slackListener, arrived, answer } = heldBack();
    const { server: opened, base } = await open({ slackListener });
    const asked = fetch(`${base}/slack/events`, { method: 'POST' });
    await arrived;
    const ended: string[] = [];
    const closings = ['first', 'second'].map((name) =>
      opened.close(30_000).then(() => ended.push(name)),
    );
    // Time enough for whatever would not wait.
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(ended).toEqual([]);

    const began = performance.now();
    answer();
    expect(await (await asked).text()).toBe('late');
    await Promise.all(closings);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('a call that never ends is cut off after the grace', async () => {
    const { slackListener, arrived } = heldBack();
    const { server: opened, base } = await open({ slackListener });
    const failed = expect(fetch(`${base}/slack/events`, { method: 'POST' })).rejects.toThrow();
    await arrived;
    await opened.close(50);
    await failed;
  });

  test('a connection that never sends anything is cut off after the grace', async () => {
    const { server: opened } = await open();
    const silent = connect(opened.port, '127.0.0.1');
    const cutOff = once(silent, 'close');
    await once(silent, 'connect');
    await opened.close(50);
    await cutOff;
  });

  test('closing again with less grace ends it sooner', async () => {
    const { slackListener, arrived } = heldBack();
    const { server: opened, base } = await open({ slackListener });
    const failed = expect(fetch(`${base}/slack/events`, { method: 'POST' })).rejects.toThrow();
    await arrived;
    const began = performance.now();
    await Promise.all([opened.close(30_000), opened.close(0)]);
    expect(performance.now() - began).toBeLessThan(2_000);
    await failed;
    await opened.close(0);
  });
});

/** A listener that answers when it is told to. */
function heldBack() {
  let arrive = (): void => {};
  let answer = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const slackListener: RequestListener = (_, res) => {
    answer = () => res.end('late');
    arrive();
  };
  return { slackListener, arrived, answer: () => answer() };
}

function statusOf(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (res) => {
      res.resume().on('end', () => resolve(res.statusCode));
    }).on('error', reject);
  });
}
