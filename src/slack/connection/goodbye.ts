import type { SocketModeReceiver } from '@slack/bolt';

type SocketModeClient = SocketModeReceiver['client'];

/**
 * Slack asks a client to reconnect some seconds before it closes the connection. Version 3.1.0 of
 * the client closes at that very moment, so that what comes next, and the acks of what came before,
 * are lost. This keeps that message from the client and resolves instead: the old connection
 * then works until a new one has taken over.
 *
 * All other messages go on to the client. It rejects where one has no shape that it knows, which
 * would otherwise be an unhandled rejection and end the process.
 */
export function holdGoodbye(client: SocketModeClient): Promise<void> {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  return new Promise((resolve) => {
    client.on('ws_message', (data: unknown, isBinary: unknown) => {
      if (isGoodbye(data)) resolve();
      else for (const handle of handlers) pass(() => handle(data, isBinary));
    });
  });
}

function pass(handle: () => unknown): void {
  Promise.resolve()
    .then(handle)
    .catch(() => undefined);
}

const GOODBYE = /"type"\s*:\s*"disconnect"/;

function isGoodbye(data: unknown): boolean {
  if (typeof data !== 'string' || !GOODBYE.test(data)) return false;
  try {
    const message: unknown = JSON.parse(data);
    return isRecord(message) && message['type'] === 'disconnect';
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
