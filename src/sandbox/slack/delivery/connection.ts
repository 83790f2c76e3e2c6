import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Outgoing } from './transport.ts';

export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

export interface SocketConnection {
  hello(): void;
  isReady(): boolean;
  /** Sends an envelope and waits for its ack on this connection. */
  ask(envelopeId: string, outgoing: Outgoing, signal: AbortSignal): Promise<unknown>;
  /**
   * Says `disconnect` and closes `afterMs` later. A warning comes ten seconds ahead and deliveries go
   * on until then; after any other reason this connection gets none. Acks under way are waited for:
   * what is sent in the instant of the close no client could ack.
   */
  disconnect(reason: DisconnectReason, afterMs?: number): Promise<void>;
  terminate(): void;
  /** Closes politely, and by force where the other side does not answer; resolves when it is gone. */
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly appId: string;
  readonly count: number;
  readonly problems: string[];
  readonly rotateEveryMs?: number | undefined;
  readonly onClose: () => void;
}

/** Bolt drops a connection on which it has seen no ping for 30 s. */
const PING_EVERY_MS = 10_000;
const WARNING_MS = 10_000;
const FORCE_AFTER_MS = 200;
const APPROXIMATE_LIFE_S = 18_060;

const ackMessage = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export function createConnection(socket: WebSocket, parts: ConnectionParts): SocketConnection {
  const waiting = new Map<string, (payload: unknown) => void>();
  let leaving = false;
  let whenIdle: (() => void) | null = null;
  const timers: NodeJS.Timeout[] = [];
  const write = (message: object): void => socket.send(JSON.stringify(message));
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      for (const timer of timers) clearTimeout(timer);
      parts.onClose();
      resolve();
    });
  });
  const disconnect = async (reason: DisconnectReason, afterMs?: number): Promise<void> => {
    leaving ||= reason !== 'warning';
    write({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    const graceMs = afterMs ?? (reason === 'warning' ? WARNING_MS : 0);
    timers.push(setTimeout(closeWhenIdle, graceMs).unref());
    await closed;
  };
  function closeWhenIdle(): void {
    leaving = true;
    whenIdle = () => socket.close(1000);
    if (waiting.size === 0) whenIdle();
  }
  const forget = (envelopeId: string): void => {
    if (waiting.delete(envelopeId) && waiting.size === 0) whenIdle?.();
  };

  socket.on('error', () => socket.terminate());
  socket.on('message', (data) => {
    const ack = ackFrom(String(data));
    if (ack === undefined) parts.problems.push('socket: a message that is no ack of an envelope');
    else waiting.get(ack.envelope_id)?.(ack.payload);
    if (ack !== undefined) forget(ack.envelope_id);
  });
  timers.push(setInterval(() => socket.ping(), PING_EVERY_MS).unref());
  if (parts.rotateEveryMs !== undefined) {
    const rotate = (): void => void disconnect('refresh_requested');
    timers.push(setTimeout(rotate, parts.rotateEveryMs).unref());
  }

  return {
    disconnect,
    terminate: () => socket.terminate(),
    close: async () => {
      socket.close(1001);
      timers.push(setTimeout(() => socket.terminate(), FORCE_AFTER_MS).unref());
      await closed;
    },
    isReady: () => !leaving && socket.readyState === socket.OPEN,
    hello: () =>
      write({
        type: 'hello',
        num_connections: parts.count,
        connection_info: { app_id: parts.appId },
        debug_info: { host: 'sandbox', approximate_connection_time: APPROXIMATE_LIFE_S },
      }),
    ask: (envelopeId, { kind, payload, retry }, signal) =>
      new Promise((resolve) => {
        waiting.set(envelopeId, resolve);
        signal.addEventListener('abort', () => forget(envelopeId));
        write({
          envelope_id: envelopeId,
          type: kind,
          payload,
          accepts_response_payload: true,
          ...(retry > 0 && { retry_attempt: retry, retry_reason: 'timeout' }),
        });
      }),
  };
}

function ackFrom(data: string): z.output<typeof ackMessage> | undefined {
  try {
    return ackMessage.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
