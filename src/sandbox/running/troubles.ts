import * as answers from '../dds/answer-faults.ts';
import * as connections from '../dds/connection-faults.ts';
import type { Fault as DdsFault } from '../dds/fault.ts';
import type { DdsSimulator } from '../dds/simulator.ts';
import type { Fault as SlackFault } from '../slack/faults.ts';
import type { SlackSimulator } from '../slack/simulator.ts';

interface Stage {
  readonly dds: DdsSimulator;
  readonly slack: SlackSimulator;
}

/** Something that goes wrong for as long as it is switched on. */
interface Trouble {
  readonly id: string;
  readonly where: 'dds' | 'slack';
  readonly label: string;
  begin(stage: Stage): void;
  /** What `clearFaults` does not end. */
  end?(stage: Stage): void;
}

/** The one trouble that is in how people's acts are delivered. */
export const TWICE = 'twice';
const RETRY_AFTER_S = 3;

export const TROUBLES: readonly Trouble[] = [
  onDds('throttle', 'Throttle every call (429)', answers.throttled({ retryAfter: RETRY_AFTER_S })),
  onDds('server-error', 'Answer with errors (5xx)', answers.serverError()),
  onDds('hang', 'Never answer', connections.hang()),
  onCancels('lost-reply', 'Cancel, and lose the reply', connections.lostReply()),
  onCancels('starts-now', 'Start the task just before its cancel', connections.becomesRunning()),
  {
    ...{ id: 'no-permission', where: 'dds', label: 'Take away the permission to cancel' },
    begin: ({ dds }) => dds.revokePermission('cancel'),
    end: ({ dds }) => dds.grantPermission('cancel'),
  },
  onSlack('slack-429', 'Rate-limit every message (429)', { rateLimited: RETRY_AFTER_S }),
  {
    ...{ id: 'outage', where: 'slack', label: 'Outage: nothing goes in or out' },
    begin: ({ slack }) => slack.outage(true),
    end: ({ slack }) => slack.outage(false),
  },
  onSlack('lost-post', 'Post, and lose the reply', 'reset after commit'),
  { id: TWICE, where: 'slack', label: 'Deliver every click twice', begin: () => undefined },
];

/** The switches of a sandbox. */
export interface Troubles {
  isOn(id: string): boolean;
  anyOn(): boolean;
  /** Throws on an id that is none. */
  turn(id: string, on: boolean): void;
  allOff(): void;
}

export function createTroubles(stage: Stage): Troubles {
  const on = new Set<Trouble>();
  const turnOff = (trouble: Trouble): void => {
    if (!on.delete(trouble)) return;
    trouble.end?.(stage);
    // The simulators forget faults only all at once, so the others begin again.
    stage.dds.clearFaults();
    stage.slack.clearFaults();
    for (const other of on) other.begin(stage);
  };
  return {
    isOn: (id) => on.has(troubleOf(id)),
    anyOn: () => on.size > 0,
    turn(id, isOn) {
      const trouble = troubleOf(id);
      if (!isOn) return turnOff(trouble);
      if (on.has(trouble)) return;
      on.add(trouble);
      trouble.begin(stage);
    },
    allOff: () => [...on].forEach(turnOff),
  };
}

function troubleOf(id: string): Trouble {
  const trouble = TROUBLES.find((it) => it.id === id);
  if (trouble === undefined) throw new Error(`There is no trouble "${id}".`);
  return trouble;
}

function onDds(id: string, label: string, fault: DdsFault): Trouble {
  const begin = ({ dds }: Stage) => {
    for (const kind of ['list', 'cancel'] as const) dds.fail({ kind, times: ALWAYS }, fault);
  };
  return { id, where: 'dds', label, begin };
}

function onCancels(id: string, label: string, fault: DdsFault): Trouble {
  const begin = ({ dds }: Stage) => dds.fail({ kind: 'cancel', times: ALWAYS }, fault);
  return { id, where: 'dds', label, begin };
}

function onSlack(id: string, label: string, fault: SlackFault): Trouble {
  const begin = ({ slack }: Stage) => {
    for (const method of POSTS) slack.fail({ method, times: ALWAYS }, fault);
  };
  return { id, where: 'slack', label, begin };
}

const ALWAYS = Number.POSITIVE_INFINITY;
const POSTS = ['chat.postMessage', 'chat.update'];
