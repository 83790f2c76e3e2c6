import type { App } from '@slack/bolt';

type Listener = (args: Readonly<Record<string, unknown>>) => Promise<unknown>;
type Constraint = string | RegExp;

/** Takes listeners as Bolt's app does, and runs those that match. */
export interface FakeApp {
  readonly app: App;
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
  const views = { open: async () => log.push('open modal') };
  const app = {
    ...{ action: listen('action'), command: listen('command'), view: listen('view') },
    ...{ shortcut: listen('shortcut'), client: { views } },
  };
  const ack = async (answer?: unknown) => {
    log.push(answer === undefined ? 'ack' : `ack ${JSON.stringify(answer)}`);
  };

  return {
    app: app as unknown as App,
    log,
    async send(kind, name, args) {
      const matching = listeners.filter((each) => each.kind === kind && matches(each, name));
      await Promise.all(matching.map(({ run }) => run({ ack, ...args })));
      return matching.length;
    },
  };
}

function matches({ constraint }: { constraint: Constraint }, name: string): boolean {
  return typeof constraint === 'string' ? constraint === name : constraint.test(name);
}
