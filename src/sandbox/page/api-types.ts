/** What the sandbox's server tells its page. */

export type Block = Readonly<Record<string, unknown>>;

/** Everything one person can see, at one moment. */
export interface WorldView {
  readonly as: string;
  readonly team: string;
  readonly people: readonly PersonView[];
  readonly groups: readonly GroupView[];
  readonly channels: readonly ChannelView[];
  /** Of every channel this person can see, oldest first, replies included. */
  readonly messages: readonly MessageView[];
  /** Only this person's. */
  readonly ephemerals: readonly EphemeralView[];
  /** What Slack itself told this person, such as that a command ran into a time-out. */
  readonly notices: readonly NoticeView[];
  readonly modal: ModalView | null;
  /** The names of the targets that the bot is told of; the first is the one that trouble comes to. */
  readonly targets: readonly string[];
  /** Of these targets. */
  readonly tasks: readonly TaskView[];
  readonly bot: BotView;
  readonly clock: ClockView;
  /** The bot's calls to DDS and to Slack, newest first. */
  readonly calls: readonly CallView[];
  readonly troubles: readonly TroubleView[];
  readonly settings: readonly SettingView[];
  readonly counters: CountersView;
  readonly verdict: VerdictView;
  readonly scenes: readonly SceneView[];
  readonly commands: readonly CommandView[];
  readonly shortcuts: readonly ShortcutView[];
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** Such as "approver" or "guest"; empty for the bot. */
  readonly role: string;
  /** IANA name of the time zone. */
  readonly zone: string;
  readonly canAct: boolean;
}
export interface GroupView {
  readonly id: string;
  readonly name: string;
}
export interface ChannelView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'im' | 'mpim';
  readonly isPrivate: boolean;
  readonly isShared: boolean;
  readonly isArchived: boolean;
  /** User ids. */
  readonly members: readonly string[];
}
export interface MessageView {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** A reply that is shown in the channel, too. */
  readonly isBroadcast: boolean;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly isEdited: boolean;
}
export interface EphemeralView {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly Block[];
}
export interface NoticeView {
  readonly at: string;
  readonly text: string;
}
export interface ModalView {
  readonly id: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string;
  readonly blocks: readonly Block[];
  /** By block_id. */
  readonly errors: Readonly<Record<string, string>>;
}
export interface TaskView {
  readonly target: string;
  readonly jobId: string;
  readonly jobName: string;
  readonly status: string;
  readonly instanceName: string;
  /** ISO 8601; null where DDS gives none. */
  readonly plannedStart: string | null;
}
export interface BotView {
  readonly isRunning: boolean;
  readonly isStarting: boolean;
  readonly says: string;
}
export interface ClockView {
  /** ISO 8601. */
  readonly now: string;
  /** How far it has been moved on. */
  readonly aheadMinutes: number;
}
export interface CallView {
  readonly at: string;
  readonly to: 'cloud' | 'slack';
  /** Where there could be a doubt. */
  readonly target: string | null;
  readonly what: string;
  /** Such as `204`, `hung`, `ok`, `ratelimited`. */
  readonly status: string;
  readonly isBad: boolean;
}
export interface TroubleView {
  readonly id: string;
  readonly where: 'dds' | 'slack';
  readonly label: string;
  readonly isOn: boolean;
}
/** One of the bot's variables, switched to another value than its default. */
export interface SettingView {
  readonly id: string;
  readonly label: string;
  readonly variable: string;
  readonly value: string;
  readonly isOn: boolean;
}
export interface CountersView {
  readonly approvals: number;
  /** Tasks that DDS has cancelled because of the bot. */
  readonly cancellations: number;
  readonly messages: number;
}
export interface VerdictView {
  readonly state: 'holds' | 'waiting' | 'broken';
  readonly says: string;
  /** What the witness found. */
  readonly broken: readonly string[];
}
/** What the app's manifest offers in Slack's menus. */
export interface CommandView {
  readonly command: string;
  readonly description: string;
  readonly hint: string;
}
export interface ShortcutView {
  readonly callbackId: string;
  readonly name: string;
  readonly kind: 'global' | 'message';
}
export interface SceneView {
  readonly id: string;
  readonly title: string;
  readonly says: string;
}
