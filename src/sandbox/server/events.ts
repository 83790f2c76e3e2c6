import type { ServerResponse } from 'node:http';

/** The pages that are told when something has changed. */
export interface Events {
  /** Keeps the answer open and writes to it until the page goes away. */
  add(response: ServerResponse): void;
  /** Many changes within one coalescing time make one ping. */
  changed(): void;
  close(): void;
}

const COALESCE_MS = 40;

export function createEvents(): Events {
  const pages = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  const ping = (): void => {
    timer = undefined;
    for (const page of pages) page.write('event: changed\ndata: {}\n\n');
  };
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('event: changed\ndata: {}\n\n');
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    changed() {
      timer ??= setTimeout(ping, COALESCE_MS);
    },
    close() {
      clearTimeout(timer);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
