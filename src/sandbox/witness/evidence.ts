import type { Call, Recorder as DdsRecorder } from '../dds/recorder.ts';
import type { Message } from '../slack/message-store.ts';
import type { Delivery, Ephemeral } from '../slack/recorder.ts';

/** All that is known of a run from outside the bot, as plain data. */
export interface Evidence {
  /** When it was gathered: nothing was under way any more. */
  readonly at: Date;
  readonly dds: DdsEvidence;
  readonly slack: SlackEvidence;
  /** What `audit export` prints, one entry a line, not trusted to be events at all. */
  readonly journal: readonly unknown[];
  readonly policy: Policy;
  /** None of these may be in anything that was said or journaled. */
  readonly secrets: readonly string[];
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
  /** The most calls of one target's DDS within any 60 s. */
  readonly fullestWindow: number;
}

/** Where something was, by the name of the target. */
interface AtTarget {
  readonly target: string;
}

/** Every status that DDS held for a task, and from when; `null` since it left the list. */
export interface TaskRecord extends AtTarget {
  readonly jobId: string;
  readonly history: readonly { readonly at: Date; readonly status: string | null }[];
}

interface SlackEvidence {
  readonly botId: string;
  /** Every message still there, replies included, channel by channel, oldest first. */
  readonly messages: readonly Message[];
  readonly directMessages: readonly Message[];
  readonly ephemerals: readonly Ephemeral[];
  readonly deliveries: readonly Delivery[];
  /** Who was shown a modal by the app, and when. */
  readonly viewsOpened: readonly { readonly at: string; readonly userId: string }[];
  readonly problems: readonly string[];
}

/** What the bot was told to keep to. */
export interface Policy {
  readonly approvers: readonly string[];
  /** Of targets with approvers of their own, by the name of the target. */
  readonly approversOf?: Readonly<Record<string, readonly string[]>>;
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
}

/** Who may approve what is in this target. */
export function approversAt(target: string, policy: Policy): readonly string[] {
  return policy.approversOf?.[target] ?? policy.approvers;
}
