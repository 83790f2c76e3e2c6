import type { Change } from './changes.ts';
import type { Block } from './message-store.ts';
import type { ViewSource } from './view-store.ts';

/** One call of the Web API or of a response_url (`method` is then `response_url`). */
export interface ApiCall {
  readonly at: string;
  readonly method: string;
  /** As sent, JSON fields parsed; a token in the body is masked. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly tokenKind: 'bot' | 'app' | 'unknown' | 'none';
  /** The whole address, where it is one of those under which an act is answered. */
  readonly responseUrl?: string;
  /** Undefined while the call is under way, or where it never got an answer. */
  ok?: boolean;
  error?: string;
  status?: number;
  /** True once Slack has done what was asked, whether or not the answer arrived. */
  done?: boolean;
}

export type DeliveryState =
  | 'waiting'
  | 'acked'
  | 'operation_timeout'
  | 'dispatch_failed'
  | 'http_error';

/** One envelope or signed request sent to the app because a person acted. */
export interface Delivery {
  readonly id: number;
  readonly at: string;
  readonly via: 'socket' | 'http';
  readonly kind: 'slash_commands' | 'interactive';
  /** `slash_command`, or the payload's own type. */
  readonly type: string;
  readonly userId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** 0 for a first delivery. */
  readonly retry: number;
  state: DeliveryState;
  ackMs?: number;
  ackBody?: unknown;
  status?: number;
}

/** A message only one person sees. */
export interface Ephemeral {
  readonly at: string;
  readonly userId: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly via: 'ack' | 'response_url' | 'chat.postEphemeral';
  text: string;
  blocks?: readonly Block[] | undefined;
  deleted: boolean;
}

/** What Slack itself tells a person, such as that a command ran into `operation_timeout`. */
export interface Notice {
  readonly at: string;
  readonly userId: string;
  readonly text: string;
  readonly error: string;
}

/** What a modal showed from then on. */
export interface ShownView {
  readonly at: string;
  readonly userId: string;
  readonly source: ViewSource;
}

/** Everything that happened, in order. */
export interface Recorder {
  readonly apiCalls: ApiCall[];
  readonly deliveries: Delivery[];
  readonly ephemerals: Ephemeral[];
  readonly notices: Notice[];
  readonly viewsShown: ShownView[];
  /** Every violation of strictness; a test of the bot expects this to be empty. */
  readonly problems: string[];
  call(call: Omit<ApiCall, 'at'>): ApiCall;
  delivery(delivery: Omit<Delivery, 'at' | 'id'>): Delivery;
  ephemeral(ephemeral: Omit<Ephemeral, 'at' | 'deleted'>): Ephemeral;
  notice(notice: Omit<Notice, 'at'>): void;
  viewShown(view: Omit<ShownView, 'at'>): void;
  /** Says that an entry, changed in place, has changed. */
  changed(change: Change): void;
}

export function createRecorder(now: () => Date, announce: (change: Change) => void): Recorder {
  const at = (): string => now().toISOString();
  const apiCalls: ApiCall[] = [];
  const deliveries: Delivery[] = [];
  const ephemerals: Ephemeral[] = [];
  const notices: Notice[] = [];
  const viewsShown: ShownView[] = [];
  const add = <T>(entries: T[], entry: T, change: Change): T => {
    entries.push(entry);
    announce(change);
    return entry;
  };
  return {
    apiCalls,
    deliveries,
    ephemerals,
    notices,
    viewsShown,
    problems: [],
    call: (call) => add(apiCalls, { ...call, at: at() }, { what: 'call' }),
    delivery: (delivery) => {
      const { userId } = delivery;
      const entry = { ...delivery, id: deliveries.length + 1, at: at() };
      return add(deliveries, entry, { what: 'delivery', userId });
    },
    ephemeral: (ephemeral) => {
      const { channel, userId } = ephemeral;
      const entry = { ...ephemeral, at: at(), deleted: false };
      return add(ephemerals, entry, { what: 'ephemeral', channel, userId });
    },
    notice: (notice) => {
      add(notices, { ...notice, at: at() }, { what: 'notice', userId: notice.userId });
    },
    viewShown: ({ userId, source }) => void viewsShown.push({ at: at(), userId, source }),
    changed: announce,
  };
}
