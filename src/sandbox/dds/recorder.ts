import { type CallKind, DDS_KINDS, isDdsKind } from './routes.ts';
import { fullestWindow } from './windows.ts';

/** One call that reached the simulator. It changes until it is finished. */
export interface Call {
  /** When its head arrived. */
  readonly at: Date;
  readonly method: string;
  /** As sent. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly kind: CallKind;
  readonly jobId?: string;
  readonly requestId: string;
  readonly userAgent: string;
  /** Signed in to the right project with good credentials; false where nothing needs signing in. */
  readonly authorised: boolean;
  /** `abandoned`: the client went away before it had its answer. */
  readonly status: number | 'hung' | 'reset' | 'abandoned' | 'under way';
  /** The rows of a list as they were sent; never changed afterwards. */
  readonly listed?: readonly ListedRow[];
  /** When the answer was sent or the connection ended. */
  readonly finishedAt?: Date;
}

/** One task as an answer showed it, by the names on the wire. */
export type ListedRow = Readonly<Record<string, unknown>>;

/** A cancel that took effect. */
interface Cancellation {
  readonly jobId: string;
  readonly at: Date;
  readonly requestId: string;
}

export interface CallMatch {
  readonly kind?: CallKind;
  readonly jobId?: string;
}

export interface Recorder {
  readonly calls: readonly Call[];
  readonly cancellations: readonly Cancellation[];
  readonly violations: readonly string[];
  /** Every signature and token that came with a call. */
  readonly credentials: ReadonlySet<string>;
  /** The most calls of DDS that were under way at once, hung ones included. */
  mostInFlight(): number;
  arrived(call: Omit<Call, 'status' | 'authorised'>): OpenCall;
  cancelled(cancellation: Cancellation): void;
  signedWith(credential: string): void;
  violated(violations: readonly string[]): void;
  /** The greatest number of calls of these kinds that arrived within any 60 s. */
  fullestWindow(kinds?: readonly CallKind[]): number;
  /** The `nth` call that matches, past ones counted, as soon as it has arrived. */
  nthCall(match: CallMatch, nth?: number): Promise<Call>;
}

/** The recorder's hold on a call that is under way. */
export interface OpenCall {
  readonly call: Call;
  note(facts: Partial<Pick<Call, 'authorised' | 'status' | 'listed'>>): void;
  /** Only the first time counts. */
  finished(): void;
}

export function createRecorder(now: () => Date): Recorder {
  const calls: Call[] = [];
  const cancellations: Cancellation[] = [];
  const violations: string[] = [];
  const credentials = new Set<string>();
  const waiters = new Set<() => void>();
  let inFlight = 0;
  let mostInFlight = 0;

  return {
    calls,
    cancellations,
    violations,
    credentials,
    mostInFlight: () => mostInFlight,
    arrived(facts) {
      const call: Mutable<Call> = { ...facts, authorised: false, status: 'under way' };
      const weight = isDdsKind(call.kind) ? 1 : 0;
      calls.push(call);
      inFlight += weight;
      mostInFlight = Math.max(mostInFlight, inFlight);
      for (const look of [...waiters]) look();
      return {
        call,
        note: (more) => void Object.assign(call, more),
        finished() {
          if (call.finishedAt) return;
          call.finishedAt = now();
          inFlight -= weight;
        },
      };
    },
    cancelled: (cancellation) => void cancellations.push(cancellation),
    signedWith: (credential) => void credentials.add(credential),
    violated: (more) => void violations.push(...more),
    fullestWindow(kinds = DDS_KINDS) {
      const times = calls.filter((call) => kinds.includes(call.kind)).map((call) => call.at);
      return fullestWindow(times, WINDOW_MS);
    },
    nthCall: (match, nth = 1) =>
      new Promise((resolve) => {
        const look = () => {
          const call = calls.filter((each) => matches(each, match))[nth - 1];
          if (!call) return;
          waiters.delete(look);
          resolve(call);
        };
        waiters.add(look);
        look();
      }),
  };
}

export function matches(call: Pick<Call, 'kind' | 'jobId'>, match: CallMatch): boolean {
  const { kind = call.kind, jobId = call.jobId } = match;
  return kind === call.kind && jobId === call.jobId;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
const WINDOW_MS = 60_000;
