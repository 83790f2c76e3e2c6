import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';

/** Keep-alive connections to one target, and what became of each. */
export interface Sockets {
  agentFor(url: URL): http.Agent;
  /**
   * Runs `send`, which must start exactly one call before it returns. `connected` says whether that
   * call had a connection it could be written to; false proves that nothing of it was sent. A new
   * connection is closed before anything is written to it where `mayWrite`, asked then, says no.
   */
  watch<T>(
    mayWrite: () => boolean,
    send: () => T,
  ): { readonly sent: T; readonly connected: () => boolean };
  /** Resolves when every connection is closed. */
  close(): Promise<void>;
}

/**
 * Opens nothing yet. Node's client writes nothing to a socket before it has connected (TLS: before
 * the certificate was accepted), and repeats nothing by itself on a connection that turns out dead.
 */
export function openSockets(): Sockets {
  const open = new Set<Duplex>();
  let opened: (socket: Duplex, connects: ConnectEvent) => void = () => undefined;

  const tell = (socket: Duplex, connects: ConnectEvent) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    opened(socket, connects);
  };
  const plain = watched(new http.Agent({ keepAlive: true }), 'connect', tell);
  const secure = watched(new https.Agent({ keepAlive: true }), 'secureConnect', tell);

  return {
    agentFor: (url) => (url.protocol === 'https:' ? secure : plain),
    watch: (mayWrite, send) => {
      // A kept connection has been written to before: without a new one the call counts as sent.
      let connected = true;
      opened = (socket, connects) => {
        connected = false;
        socket.once(connects, () => {
          connected = mayWrite();
          if (!connected) socket.destroy();
        });
      };
      try {
        return { sent: send(), connected: () => connected };
      } finally {
        opened = () => undefined;
      }
    },
    close: async () => {
      const closed = [...open].map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      plain.destroy();
      secure.destroy();
      for (const socket of open) socket.destroy();
      await Promise.all(closed);
    },
  };
}

type ConnectEvent = 'connect' | 'secureConnect';

function watched(
  agent: http.Agent,
  connects: ConnectEvent,
  tell: (socket: Duplex, connects: ConnectEvent) => void,
): http.Agent {
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    if (socket) tell(socket, connects);
    return socket;
  };
  return agent;
}
