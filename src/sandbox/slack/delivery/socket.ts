import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Workspace } from '../workspace.ts';
import { createConnection, type DisconnectReason, type SocketConnection } from './connection.ts';
import type { Transport } from './transport.ts';

export interface SocketMode extends Transport {
  /** The single-use address apps.connections.open gives out. */
  openTicket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many connections have said hello and can receive. */
  connected(): number;
  /** Tells every connection to go, and closes them as Slack does; resolves when they are gone. */
  rotate(options?: { reason?: DisconnectReason; afterMs?: number }): Promise<void>;
  /** Breaks every connection without a word. */
  breakAll(): void;
  close(): Promise<void>;
}

export interface SocketParts {
  readonly workspace: Workspace;
  readonly origin: () => string;
  readonly isOut: () => boolean;
  /** Each connection is asked to reconnect after so long. */
  readonly rotateEveryMs?: number | undefined;
}

const MAX_CONNECTIONS = 10;

export function createSocketMode(parts: SocketParts): SocketMode {
  const { workspace, origin } = parts;
  const { identity, ids } = workspace;
  const tickets = new Set<string>();
  const connections = new Set<SocketConnection>();
  const server = new WebSocketServer({ noServer: true });
  let turn = 0;

  const changed = (): void => workspace.changes.announce({ what: 'world' });
  const ready = (): SocketConnection[] => [...connections].filter((it) => it.isReady());

  const welcome = (socket: import('ws').WebSocket): void => {
    const connection = createConnection(socket, {
      appId: identity.appId,
      count: connections.size + 1,
      problems: workspace.recorder.problems,
      rotateEveryMs: parts.rotateEveryMs,
      onClose: () => {
        connections.delete(connection);
        changed();
      },
    });
    if (connections.size >= MAX_CONNECTIONS) {
      void connection.disconnect('too_many_websockets', 0);
      return;
    }
    connections.add(connection);
    connection.hello();
    changed();
  };

  return {
    via: 'socket',
    connected: () => ready().length,
    openTicket: () => {
      const ticket = ids.next('ticket-');
      tickets.add(ticket);
      const base = origin().replace('http:', 'ws:');
      return `${base}/link/?ticket=${ticket}&app_id=${identity.appId}`;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '', origin()).searchParams.get('ticket') ?? '';
      if (parts.isOut() || !tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    send: async (outgoing, signal) => {
      const able = ready();
      turn += 1;
      const connection = able[turn % able.length];
      if (connection === undefined) throw new Error('no connection is open');
      return { body: await connection.ask(ids.next('envelope-'), outgoing, signal) };
    },
    rotate: async ({ reason = 'refresh_requested', afterMs } = {}) => {
      await Promise.all([...connections].map((it) => it.disconnect(reason, afterMs)));
    },
    breakAll: () => {
      for (const connection of [...connections]) connection.terminate();
    },
    close: async () => {
      await Promise.all([...connections].map((it) => it.close()));
      server.close();
    },
  };
}
