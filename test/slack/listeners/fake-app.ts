import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';

type Listener = (args: Readonly<Record<string, unknown>>) => Promise<unknown>;
type Constraint = string | RegExp;

/** Takes listeners as Bolt's app does, and runs those that match. */
export interface FakeApp {
  readonly app: App;
  /** The bot's own; the app has none, for Bolt's is not watched. */
  readonly client: WebClient;
  /** Slack's error to `views.open`; `null`: it opens. */
  noModal: string | null;
  /** Runs what listens for this; answers how many did. `log` gets `ack` as it comes. */
  send(
    kind: 'action' | 'command' | 'view' | 'shortcut',
    name: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<number>;
  /** What happened, in order: `ack`, `open modal`, and what tests put there. */
  readonly log: string[];
}

export function createFakeApp(): FakeApp {
  const listeners: { kind: string; constraint: Constraint; run: Listener }[] = [];
  const log: string[] = [];
  const listen = (kind: string) => (constraint: Constraint, run: Listener) =>
    listeners.push({ kind, constraint, run });
  const open = async () => {
    if (fake.noModal !== null) throw new Error(fake.noModal);
    log.push('open modal');
    return { ok: true, view: { id: 'V1' } };
  };
  const app = {
    ...{ action: listen('action'), command: listen('command'), view: listen('view') },
    ...{ shortcut: listen('shortcut') },
  };
  const ack = async (answer?: unknown) => {
    log.push(answer === undefined ? 'ack' : `ack ${JSON.stringify(answer)}`);
  };

  const fake: FakeApp = {
    app: app as unknown as App,
    client: { views: { open } } as unknown as WebClient,
    noModal: null,
    log,
    async send(kind, name, args) {
      const matching = listeners.filter((each) => each.kind === kind && matches(each, name));
      await Promise.all(matching.map(({ run }) => run({ ack, ...args })));
      return matching.length;
    },
  };
  return fake;
}

function matches({ constraint }: { constraint: Constraint }, name: string): boolean {
  return typeof constraint === 'string' ? constraint === name : constraint.test(name);
}
