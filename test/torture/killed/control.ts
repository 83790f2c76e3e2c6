import { createServer, type IncomingMessage } from 'node:http';
import type { Counts, KillPoint, KillSwitch } from './kill-switch.ts';

/** What the counting process tells of itself. */
export interface Counted {
  readonly counts: Counts;
  readonly underWay: number;
}

/** Lets another process arm the switch (`PUT`) and read its counts (`GET`); resolves with the port. */
export function openControl(killSwitch: KillSwitch): Promise<number> {
  const server = createServer(async (request, response) => {
    if (request.method === 'PUT') killSwitch.arm(await pointIn(request));
    const counted: Counted = { counts: killSwitch.counts(), underWay: killSwitch.underWay() };
    response.end(JSON.stringify(counted));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function pointIn(request: IncomingMessage): Promise<KillPoint | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as KillPoint | null;
}
