import type { RequestEvent } from '../../src/request/event.ts';
import type { PersonKind } from '../../src/request/policy.ts';
import type { DdsFault, ScheduledTask } from '../../src/request/task.ts';
import { momentOf } from '../../src/workflow/moment.ts';
import type {
  Announcer,
  Cancellation,
  Clock,
  DdsTarget,
  Directory,
  InstanceFacts,
  Place,
  Reading,
} from '../../src/workflow/ports.ts';
import type { Message, NotTaken, Posted } from '../../src/workflow/posting.ts';

const FAULT: DdsFault = {
  ...{ kind: 'timed out', status: null, code: null },
  ...{ message: 'No answer in 10000 ms.', callId: null },
};

/** What the fake DDS answers to one `DELETE`. */
export const CONFIRMED: Cancellation = { result: 'confirmed', callId: 'id-204' };
type Ambiguous = Extract<Cancellation, { result: 'ambiguous' }>;
export const TIMED_OUT: Ambiguous = { result: 'ambiguous', settled: false, fault: FAULT };
export const REFUSED: Ambiguous = {
  ...{ result: 'ambiguous', settled: true },
  fault: { ...FAULT, kind: 'refused', status: 400, code: 'DBS.200001', message: 'No.' },
};
export function throttled(retryAfterMs: number | null): Cancellation {
  const fault: DdsFault = { ...FAULT, kind: 'throttled', status: 429 };
  return { result: 'not executed', fault, retryAfterMs };
}

export interface FakeDds extends DdsTarget {
  /** What it lists now; `null`: nothing. */
  task: ScheduledTask | null;
  unreadable: boolean;
  /** What each `DELETE` in turn comes to; a 204 after the last. */
  readonly answers: (() => Cancellation | Promise<Cancellation>)[];
  readonly reads: Date[];
  /** When each list was asked for, and by what status. */
  readonly lists: { readonly at: Date; readonly status: string }[];
  /** When each `DELETE` was written. */
  readonly deletes: Date[];
  /** Runs after a re-read and before `go` is asked. */
  beforeGo: () => Promise<void>;
  /** Holds back every read while it is not resolved. */
  gate: Promise<void>;
  /** What runs on the instance; `null`: it cannot be read. */
  onInstance: InstanceFacts | null;
}

/** A target of DDS that answers at once, unless told otherwise. */
export function createFakeDds(task: ScheduledTask, clock: Clock): FakeDds {
  const reads: Date[] = [];
  const lists: FakeDds['lists'] = [];
  const deletes: Date[] = [];
  const answers: FakeDds['answers'] = [];

  async function read(): Promise<Reading> {
    const beganAt = momentOf(clock);
    reads.push(clock.now());
    await fake.gate;
    if (fake.unreadable) return { beganAt, found: 'unreadable', fault: FAULT, retryAfterMs: null };
    return fake.task === null
      ? { beganAt, found: 'gone' }
      : { beganAt, found: 'listed', task: fake.task };
  }

  function cancelled(): Cancellation {
    if (fake.task !== null) fake.task = { ...fake.task, status: 'Canceled' };
    return CONFIRMED;
  }

  const fake: FakeDds = {
    ...{ task, unreadable: false, answers, reads, lists, deletes },
    ...{ name: task.target, timeoutMs: 10_000 },
    beforeGo: async () => undefined,
    gate: Promise.resolve(),
    consoleUrl: () => 'https://console.example.com/dds',
    find: read,
    async list(status) {
      lists.push({ at: clock.now(), status });
      await fake.gate;
      if (fake.unreadable) return FAULT;
      return fake.task?.status === status ? [fake.task] : [];
    },
    reread: read,
    async rereadThenCancel(_task, _request, go) {
      const reading = await read();
      if (reading.found !== 'listed') return { reading, cancellation: null };
      await fake.beforeGo();
      if (!(await go(reading))) return { reading, cancellation: null };
      deletes.push(clock.now());
      const answer = answers.shift() ?? cancelled;
      return { reading, cancellation: await answer() };
    },
    onInstance: null,
    instance: async () => fake.onInstance,
    close: async () => undefined,
  };
  return fake;
}

export interface FakeDirectory extends Directory {
  readonly approvers: Set<string>;
  /** Of targets with approvers of their own. */
  readonly approversOf: Map<string, Set<string>>;
  readonly kinds: Map<string, PersonKind>;
  /** Who is in a channel; a channel left out has everybody. */
  readonly members: Map<string, ReadonlySet<string> | 'in doubt'>;
  place_: Place;
  sharedOutside: boolean;
  /** Slack gives no clear answer about anybody. */
  inDoubt: boolean;
  /** Holds back every answer about a person while it is not resolved. */
  gate: Promise<void>;
  readonly asked: string[];
}

/** Everybody may ask; `approvers` may approve. */
export function createFakeDirectory(...approvers: string[]): FakeDirectory {
  const fake: FakeDirectory = {
    approvers: new Set(approvers),
    ...{ approversOf: new Map(), kinds: new Map(), members: new Map() },
    ...{ place_: { kind: 'channel' }, sharedOutside: false, inDoubt: false, asked: [] },
    gate: Promise.resolve(),
    place: async () => fake.place_,
    async standing(user, _channel, role) {
      await fake.gate;
      if (fake.inDoubt) throw new Error('Slack gave no clear answer');
      fake.asked.push(`${role === 'requester' ? role : 'approver'} ${user}`);
      const listed = role === 'requester' || approversOf(role.approverOf).has(user);
      const kind = fake.kinds.get(user) ?? 'member';
      return { kind, listed, sharedOutside: fake.sharedOutside };
    },
    async isMember(user, channel) {
      const members = fake.members.get(channel);
      if (members === 'in doubt') throw new Error('Slack gave no clear answer');
      return members?.has(user) ?? true;
    },
    kind: async (user) => fake.kinds.get(user) ?? 'member',
    approversIn: async ({ target, except, enough }) =>
      [...approversOf(target)].filter((user) => user !== except).slice(0, enough),
  };
  const approversOf = (target: string) => fake.approversOf.get(target) ?? fake.approvers;
  return fake;
}

export interface FakeSlack extends Announcer {
  /** What stands in Slack: `card`, or `seq event` of a trail message. */
  readonly messages: { readonly what: string; readonly at: Date; readonly message: Message }[];
  /** State of the request at each edit of the card. */
  readonly edits: string[];
  readonly told: string[];
  /** How each direct message in turn goes; `yes` after the last. All of them count as told. */
  readonly noticeFates: Exclude<Posted, { posted: 'yes' }>[];
  /** How each post in turn goes; `lost`: it arrives, but no answer comes, or arrives so late. `yes` after the last. */
  readonly fates: (
    | Exclude<Posted, { posted: 'yes' }>
    | 'yes'
    | 'lost'
    | { readonly arrivesAfterMs: number }
  )[];
  down: boolean;
  /** Only edits are refused, for now. */
  noEdits: boolean;
  /** Holds back every call while it is not resolved. */
  gate: Promise<void>;
  /** Nothing can be looked for any more: the channel has been closed to the bot, say. */
  isShut: boolean;
  readonly looks: Date[];
}

export const DOWN: Posted & { posted: 'not yet' } = {
  ...{ posted: 'not yet', error: 'ratelimited', retryAfterMs: null },
};
export const NO_ANSWER: Posted & { posted: 'perhaps' } = { posted: 'perhaps', error: 'time-out' };
export const ARCHIVED: Posted & { posted: 'never' } = { posted: 'never', error: 'is_archived' };

export function createFakeSlack(clock: Clock): FakeSlack {
  const messages: FakeSlack['messages'] = [];
  const fates: FakeSlack['fates'] = [];
  const edits: string[] = [];
  const told: string[] = [];
  const noticeFates: FakeSlack['noticeFates'] = [];
  const looks: Date[] = [];
  let arrived = 0;

  async function post(what: string, channel: string): Promise<Posted> {
    await fake.gate;
    if (fake.down) return DOWN;
    const fate = fates.shift() ?? 'yes';
    if (fate === 'yes') return { posted: 'yes', message: arrive(what, channel) };
    if (fate === 'lost') arrive(what, channel);
    else if ('posted' in fate) return fate;
    else clock.after(fate.arrivesAfterMs, () => arrive(what, channel));
    return NO_ANSWER;
  }

  function arrive(what: string, channel: string): Message {
    arrived += 1;
    const message = { channel, ts: `${arrived}.000100` };
    messages.push({ what, at: clock.now(), message });
    return message;
  }

  function find(isIt: (what: string) => boolean, known: Message | null): Message | null | NotTaken {
    looks.push(clock.now());
    if (fake.down) return DOWN;
    if (fake.isShut) return ARCHIVED;
    const found = messages.filter(({ what }) => isIt(what));
    const stays = known ?? found[0]?.message ?? null;
    for (const one of found)
      if (one.message.ts !== stays?.ts) messages.splice(messages.indexOf(one), 1);
    return stays;
  }

  const fake: FakeSlack = {
    ...{
      messages,
      edits,
      told,
      noticeFates,
      fates,
      looks,
      down: false,
      noEdits: false,
      isShut: false,
      gate: Promise.resolve(),
    },
    postCard: ({ channel }) => post('card', channel),
    async updateCard({ state }, message) {
      await fake.gate;
      if (fake.down || fake.noEdits) return DOWN;
      edits.push(state);
      return { posted: 'yes', message };
    },
    postTrail: ({ channel }, event) => post(trailOf(event), channel),
    findCard: async (_request, known) => find((what) => what === 'card', known),
    findTrail: async (_request, seq, _card, known) =>
      find((what) => what.startsWith(`${seq} `), known),
    async tellRequester({ requester, state }, error) {
      if (fake.down) return DOWN;
      told.push(`${requester}: ${error}, ${state}`);
      const fate = noticeFates.shift();
      if (fate !== undefined) return fate;
      return { posted: 'yes', message: { channel: requester, ts: '1.1' } };
    },
  };
  return fake;
}

function trailOf({ seq, event }: RequestEvent): string {
  return `${seq} ${event}`;
}
