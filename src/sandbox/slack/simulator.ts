import { type Acts, createActs } from './acts/acts.ts';
import type { Changes } from './changes.ts';
import { createDeliver } from './delivery/deliver.ts';
import { createHttpTransport } from './delivery/http.ts';
import { createSocketMode, type SocketMode } from './delivery/socket.ts';
import type { Transport } from './delivery/transport.ts';
import { createFaults, type Faults } from './faults.ts';
import { closeServer, createHttpServer, listen } from './http-server.ts';
import type { Identity } from './identity.ts';
import { createReading, type Reading } from './reading.ts';
import { createResponseUrls } from './response-url.ts';
import { answerApiCall } from './web-api/api.ts';
import { methodsOf } from './web-api/methods.ts';
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
import type { Group, NewChannel, NewPerson, World } from './world.ts';

export interface SlackSimulatorOptions extends WorkspaceOptions {
  /** 0, any free port, by default. */
  readonly port?: number;
  readonly people?: readonly NewPerson[];
  readonly channels?: readonly NewChannel[];
  readonly groups?: readonly Group[];
  /** Slack's three seconds, which tests may shorten. */
  readonly ackTimeoutMs?: number;
  /** Each Socket Mode connection is asked to reconnect after so long. */
  readonly rotateEveryMs?: number;
}

type WorldChanges =
  | 'addPerson'
  | 'addChannel'
  | 'addGroup'
  | 'invite'
  | 'kick'
  | 'archive'
  | 'share';

/** A Slack workspace with one app in it, spoken to over HTTP and WebSocket only. */
export interface SlackSimulator
  extends Omit<Identity, 'scopes'>,
    Reading,
    Acts,
    Pick<World, WorldChanges>,
    Pick<Changes, 'subscribe' | 'until'>,
    Pick<SocketMode, 'rotate' | 'connected'> {
  /** `http://127.0.0.1:<port>/api/`, for `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly world: World;
  /** From now on deliveries are signed HTTP requests to this address. */
  deliverOverHttp(url: string): void;
  /** From now on, and from the start, deliveries go to the app's WebSocket connections. */
  deliverOverSocket(): void;
  fail: Faults['fail'];
  clearFaults: Faults['clear'];
  /** While it is on, every call gets 503 and there is no connection. */
  outage(on: boolean): void;
  invalidAuthOnNextConnectionsOpen(times?: number): void;
  close(): Promise<void>;
}

/** Opens a simulated workspace on a port of 127.0.0.1. */
export async function openSlackSimulator(
  options: SlackSimulatorOptions = {},
): Promise<SlackSimulator> {
  const workspace = createWorkspace(options);
  populate(workspace, options);
  const closing = new AbortController();
  const faults = createFaults();
  let origin = '';
  let isOut = false;
  const network = {
    workspace,
    faults,
    wait,
    origin: () => origin,
    isOut: () => isOut,
  };
  const socket = createSocketMode({ ...network, rotateEveryMs: options.rotateEveryMs });
  const responseUrls = createResponseUrls(network);
  const methods = methodsOf(socket.openTicket);
  const server = createHttpServer({
    responseUrls,
    problems: workspace.recorder.problems,
    now: workspace.now,
    api: (request, method) => answerApiCall(request, method, { ...network, methods }),
  });
  server.on('upgrade', socket.upgrade);
  origin = await listen(server, options.port ?? 0);

  let transport: Transport = socket;
  const deliver = createDeliver({
    workspace,
    transport: () => (isOut ? unreachable(transport) : transport),
    ackTimeoutMs: options.ackTimeoutMs ?? 3_000,
    closing: closing.signal,
  });
  const { scopes: _scopes, ...identity } = workspace.identity;

  return {
    ...identity,
    ...createReading(workspace),
    ...createActs({ workspace, deliver, issueResponseUrl: responseUrls.issue }),
    ...worldChanges(workspace.world),
    world: workspace.world,
    subscribe: workspace.changes.subscribe,
    until: workspace.changes.until,
    rotate: socket.rotate,
    connected: socket.connected,
    apiUrl: `${origin}/api/`,
    fail: faults.fail,
    clearFaults: faults.clear,
    deliverOverHttp: (url) => {
      transport = createHttpTransport(url, workspace.identity.signingSecret);
    },
    deliverOverSocket: () => {
      transport = socket;
    },
    outage: (on) => {
      isOut = on;
      if (on) socket.breakAll();
    },
    invalidAuthOnNextConnectionsOpen: (times = 1) => {
      faults.fail({ method: 'apps.connections.open', times }, { error: 'invalid_auth' });
    },
    close: async () => {
      closing.abort();
      await socket.close();
      await closeServer(server);
    },
  };

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      closing.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function populate({ world }: Workspace, options: SlackSimulatorOptions): void {
  for (const person of options.people ?? []) world.addPerson(person);
  for (const channel of options.channels ?? []) world.addChannel(channel);
  for (const group of options.groups ?? []) world.addGroup(group);
}

function worldChanges(world: World): Pick<World, WorldChanges> {
  const { addPerson, addChannel, addGroup, invite, kick, archive, share } = world;
  return { addPerson, addChannel, addGroup, invite, kick, archive, share };
}

/** In an outage nothing a person does reaches the app. */
function unreachable({ via }: Transport): Transport {
  return { via, send: () => Promise.reject(new Error('Slack is down')) };
}
