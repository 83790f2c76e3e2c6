import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../running/sandbox.ts';
import { answer } from './answer.ts';
import { watchClouds } from './cloud-watch.ts';
import { createEvents } from './events.ts';
import { listenFrom } from './listen.ts';
import { readPageFiles } from './page-files.ts';

export interface PageServerOptions {
  readonly sandbox: Sandbox;
  /** The first port to try; 0 is any. */
  readonly port: number;
  /** Where the built page is; `dist/page` by default. */
  readonly pageDirectory?: string;
}

export interface PageServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page and its API on 127.0.0.1; rejects where the page is not built. */
export async function openPageServer(options: PageServerOptions): Promise<PageServer> {
  const { sandbox, pageDirectory = DEFAULT_DIRECTORY } = options;
  const files = await readPageFiles(pageDirectory);
  const events = createEvents();
  let port = 0;
  const parts = { sandbox, files, events, port: () => port };
  const server = createServer((request, response) => void answer(parts, request, response));
  port = await listenFrom(server, options.port);
  const unsubscribe = sandbox.subscribe(events.changed);
  const stopWatching = watchClouds(sandbox.world.clouds, sandbox.changed);
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      unsubscribe();
      stopWatching();
      events.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const DEFAULT_DIRECTORY = fileURLToPath(new URL('../../../dist/page', import.meta.url));
