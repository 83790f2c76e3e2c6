import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldView } from '../../../src/sandbox/page/api-types.ts';
import { openSandbox, type Sandbox } from '../../../src/sandbox/running/sandbox.ts';
import { openPageServer } from '../../../src/sandbox/server/page-server.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The page's server on a sandbox whose bot is not started, and a page that is one line. */
export interface PageApi {
  readonly sandbox: Sandbox;
  readonly world: SandboxWorld;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  see(as: string): Promise<WorldView>;
  close(): Promise<void>;
}

export async function openPageApi(): Promise<PageApi> {
  const sandbox = await openSandbox({ slack: { ackTimeoutMs: 50 } });
  const pageDirectory = await mkdtemp(join(tmpdir(), 'dds-cancel-page-'));
  await writeFile(join(pageDirectory, 'index.html'), '<!doctype html><title>page</title>');
  const server = await openPageServer({ sandbox, port: 0, pageDirectory });
  const { port } = new URL(server.url);
  const get: PageApi['get'] = (path, headers = {}) => call(port, { path, headers });
  return {
    sandbox,
    world: sandbox.world,
    url: server.url,
    get,
    post: (path, body, headers) =>
      call(port, {
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    see: async (as) => JSON.parse((await get(`/api/world?as=${as}`)).text) as WorldView,
    async close() {
      await server.close();
      await sandbox.close();
      await rm(pageDirectory, { recursive: true });
    },
  };
}

interface Call {
  readonly path: string;
  readonly method?: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Not `fetch`, which lets nobody choose `Host` and tidies paths up. */
function call(port: string, { body, ...options }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
