import { type WebSocket, WebSocketServer } from 'ws';
import { openSlackApp } from '../../../src/slack/connection/app.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { openApiServer } from '../web/api-server.ts';
import { recordedLog } from '../web/recorded-log.ts';

type Answer = ReturnType<Parameters<typeof openApiServer>[0][string]>;

export const signedIn = {
  ok: true,
  team_id: 'T_OURS',
  user_id: 'U_OURS',
  bot_id: 'B_OURS',
};

/** Slack's side of Socket Mode, over real HTTP and WebSockets. */
export async function openSocketSlack() {
  const sockets: WebSocket[] = [];
  let opened = 0;
  const acks: string[] = [];
  const waiting: (() => void)[] = [];
  const slack = {
    /** What the next calls for an address answer, before one is given again. */
    refusals: [] as Answer[],
    saysHello: true,
    auth: signedIn as object,
  };
  const api = await openApiServer({
    'auth.test': () => slack.auth,
    'apps.connections.open': () =>
      slack.refusals.shift() ?? { ok: true, url: api.apiUrl.replace('http', 'ws') },
  });

  function changed(): void {
    for (const look of waiting.splice(0)) look();
  }

  const server = new WebSocketServer({ server: api.server });
  server.on('connection', (socket) => {
    sockets.push(socket);
    opened += 1;
    socket.on('message', (data) => {
      acks.push(JSON.parse(String(data)).envelope_id);
      changed();
    });
    socket.on('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      changed();
    });
    if (slack.saysHello) socket.send('{"type":"hello"}');
    changed();
  });

  return {
    api,
    slack,
    /** Those that are open now, in the order they were opened. */
    sockets,
    opened: () => opened,
    acks,
    /** Resolves when it is so; what changes on Slack's side is looked at as it happens. */
    async until(isSo: () => boolean): Promise<void> {
      while (!isSo()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    /** A slash command, to the newest connection unless another is given. */
    command(envelope_id: string, socket: WebSocket | undefined = sockets.at(-1)): void {
      const payload = {
        command: '/dds-cancel',
        text: envelope_id,
        team_id: 'T_OURS',
        user_id: 'U1',
      };
      socket?.send(JSON.stringify({ type: 'slash_commands', envelope_id, payload }));
    },
    goodbye(socket: WebSocket | undefined): void {
      socket?.send('{"type":"disconnect","reason":"warning"}');
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      server.close();
      await api.close();
    },
  };
}

export type SocketSlack = Awaited<ReturnType<typeof openSocketSlack>>;

/** The real Bolt app on such a Slack. */
export async function openBot(
  { api }: SocketSlack,
  close: (() => Promise<unknown>)[],
  staggerMs = 0,
) {
  const outbox = createOutboxLimiter();
  const logger = recordedLog();
  const errors: unknown[] = [];
  const bot = await openSlackApp({
    botToken: 'xoxb-fake',
    apiUrl: api.apiUrl,
    mode: { kind: 'socket', appToken: 'xapp-fake', staggerMs },
    outbox,
    logger,
    onError: (error) => void errors.push(error),
  });
  close.push(outbox.close, () => bot.stop(0));
  return { ...bot, logger, errors };
}
