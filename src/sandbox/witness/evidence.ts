import type { Call, Recorder as DdsRecorder, ListedRow } from '../dds/recorder.ts';
import type { Message } from '../slack/message-store.ts';
import type { ApiCall, Delivery, Ephemeral, ShownView } from '../slack/recorder.ts';

/** All that is known of a run from outside the bot, as plain data. */
export interface Evidence {
  /** When it was gathered: nothing was under way any more. */
  readonly at: Date;
  readonly dds: DdsEvidence;
  readonly slack: SlackEvidence;
  /** What `audit export` prints, one entry a line, not trusted to be events at all. */
  readonly journal: readonly unknown[];
  readonly policy: Policy;
  /** None of these may be in anything that was said, journaled or logged. */
  readonly secrets: readonly string[];
  /** The lines that the bot logged, as far as they are known. */
  readonly log: readonly string[];
  /** When the bot was down without having drained; what it had acked by then and not journaled may be forgotten. */
  readonly downs: readonly Down[];
  /** Of a bot whose clock was wrong; absent: it was right all the time. */
  readonly botClock?: BotClock;
}

/** What is known of a bot's clock by another one, that of the evidence. */
export interface BotClock {
  /** From when on it was ahead by so much, in order; behind is less than nothing. */
  readonly settings: readonly { readonly from: Date; readonly aheadMs: number }[];
  /** When each event was written down, by its hash. */
  readonly writtenAt: Readonly<Record<string, Date>>;
}

/** A bot that was killed, until the next one could receive. */
export interface Down {
  readonly from: Date;
  readonly until: Date;
}

/** What the clouds of all targets recorded. */
interface DdsEvidence {
  readonly calls: readonly (Call & AtTarget)[];
  readonly cancellations: readonly (DdsRecorder['cancellations'][number] & AtTarget)[];
  readonly tasks: readonly TaskRecord[];
  readonly violations: readonly string[];
  /** Every signature and token that came with a call. */
  readonly credentials: readonly string[];
  /** The most calls of one target's DDS within any 60 s. */
  readonly fullestWindow: number;
}

/** Where something was, by the name of the target. */
interface AtTarget {
  readonly target: string;
}

/** Everything that DDS held of a task, and from when. */
export interface TaskRecord extends AtTarget {
  readonly jobId: string;
  readonly history: readonly TaskChange[];
}

export interface TaskChange {
  readonly at: Date;
  /** `null` since it left the list. */
  readonly status: string | null;
  /** As the list has it; absent where it has none. */
  readonly row?: ListedRow;
}

interface SlackEvidence {
  readonly botId: string;
  /** Every message still there, replies included, channel by channel, oldest first. */
  readonly messages: readonly Message[];
  readonly directMessages: readonly Message[];
  readonly ephemerals: readonly Ephemeral[];
  readonly deliveries: readonly Delivery[];
  /** What was sent to answer one act, in the order of the calls. */
  readonly answers: readonly Answer[];
  readonly problems: readonly string[];
  /** What Slack was asked for and did not do. */
  readonly failed: readonly FailedCall[];
  readonly viewsShown: readonly ShownView[];
  /** Full members of the workspace: no guests, bots, deactivated or external people. */
  readonly fullMembers: readonly string[];
  readonly channels: readonly ChannelRecord[];
}

export interface Answer {
  readonly at: string;
  /** The `response_url` or the trigger of the act. */
  readonly to: string;
  /** Slack did what was asked; a call that met a fault is no answer. */
  readonly isDone: boolean;
}

export interface ChannelRecord {
  readonly id: string;
  readonly isPrivate: boolean;
  /** Who is a member or ever was: whoever left may remember what they saw. */
  readonly everMembers: readonly string[];
}

export type FailedCall = Pick<ApiCall, 'at' | 'method' | 'args' | 'error'>;

/** What the bot was told to keep to. */
export interface Policy {
  readonly approvers: readonly string[];
  /** Of targets with approvers of their own, by the name of the target. */
  readonly approversOf?: Readonly<Record<string, readonly string[]>>;
  /** Absent: the full members of the channel. */
  readonly requesters?: readonly string[];
  /** Where one may ask; absent: in every channel. */
  readonly channels?: readonly string[];
  readonly requiredApprovals: number;
  /** Whether an approver may approve an own request, loudly. */
  readonly emergencyApproval?: boolean;
  /** From when on the bot was told to cancel nothing, whatever it was asked before. */
  readonly dryRunSince?: Date;
  readonly callsPerMinute: number;
  /** How long one call to DDS may take, on the clock of the evidence. */
  readonly callTimeoutMs: number;
  /** How long a call may be on its way from the bot to DDS, on the clock of the evidence. */
  readonly onTheWayMs: number;
  /**
   * How long a person may have to wait until what they did has come to something, on the clock of the
   * evidence; longer where that runs fast and waits for a real Slack do not. Default: three minutes.
   */
  readonly patienceMs?: number;
}

/** Longer than anybody waits for an answer: whatever the bot does for a click is done by then. */
const PATIENCE_MS = 180_000;

export function patienceOf({ patienceMs = PATIENCE_MS }: Policy): number {
  return patienceMs;
}

/** Who may approve what is in this target. */
export function approversAt(target: string, policy: Policy): readonly string[] {
  return policy.approversOf?.[target] ?? policy.approvers;
}
