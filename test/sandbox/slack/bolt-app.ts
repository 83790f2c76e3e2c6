import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';

export interface RunningApp {
  readonly app: App;
  stop(): Promise<void>;
}

const QUIET = LogLevel.ERROR;

/** A real Bolt app that receives over Socket Mode. */
export async function boltOverSocket(
  slack: SlackSimulator,
  listen: (app: App) => void,
): Promise<RunningApp> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: QUIET,
    clientPingTimeout: 100,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = appOn(slack, receiver);
  listen(app);
  await app.init();
  await app.start();
  await slack.until(() => slack.connected() > 0);
  return {
    app,
    stop: async () => {
      await app.stop();
      await slack.until(() => slack.connected() === 0);
    },
  };
}

/** A real Bolt app that receives signed HTTP requests. */
export async function boltOverHttp(
  slack: SlackSimulator,
  listen: (app: App) => void,
): Promise<RunningApp> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    logLevel: QUIET,
    unhandledRequestTimeoutMillis: 100,
    unhandledRequestHandler: () => {},
  });
  const app = appOn(slack, receiver);
  listen(app);
  await app.init();
  const server = await receiver.start(0);
  slack.deliverOverHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return {
    app,
    stop: async () => {
      await receiver.stop();
    },
  };
}

function appOn(slack: SlackSimulator, receiver: SocketModeReceiver | HTTPReceiver): App {
  return new App({
    token: slack.botToken,
    receiver,
    logLevel: QUIET,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
}
