/** What the page asks of the sandbox's server, and what it gets for it. */

export interface CommandBody {
  readonly as: string;
  readonly channel: string;
  readonly text: string;
}
/** A button of a message, or of a modal. */
export type PressBody = { readonly as: string; readonly action_id: string } & SurfacePlace;
export type SurfacePlace =
  | { readonly channel: string; readonly ts: string }
  | { readonly view: string };
/** What was typed or chosen, by block_id, then action_id. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, string>>>>;
export interface SubmitBody {
  readonly as: string;
  readonly view: string;
  readonly values: ViewValues;
}
export interface CloseViewBody {
  readonly as: string;
  readonly view: string;
}
export interface TaskBody {
  readonly job_name: string;
  readonly instance_name: string;
  readonly starts_in_minutes: number;
  /** The first one by default. */
  readonly target?: string;
}
export interface ShortcutBody {
  readonly as: string;
  readonly callback_id: string;
  /** The message it is used on; without one it is a global shortcut. */
  readonly on?: { readonly channel: string; readonly ts: string };
}
export interface TroubleBody {
  readonly id: string;
  readonly on: boolean;
}
export interface SettingBody {
  readonly id: string;
  readonly on: boolean;
}
export interface BotBody {
  readonly do: 'kill' | 'start';
}
export interface ClockBody {
  readonly minutes: number;
}
export interface TaskStartsBody {
  readonly target: string;
  readonly jobId: string;
}
export interface SceneBody {
  readonly id: string;
}
/** Who the visitor is in the scene. */
export interface SceneAnswer {
  readonly as: string;
}
/** What came of a delivery to the bot. */
export interface ActedAnswer {
  readonly acked: boolean;
  readonly ackMs: number;
}
export interface ErrorAnswer {
  readonly error: string;
}
