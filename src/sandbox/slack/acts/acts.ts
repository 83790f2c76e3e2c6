import type { Delivered } from '../delivery/deliver.ts';
import type { DeliveryOptions } from '../delivery/transport.ts';
import type { Message } from '../message-store.ts';
import type { ActParts } from './act.ts';
import { type CommandOptions, command } from './command.ts';
import { choose, type PressOptions, press, type Target } from './press.ts';
import { type Saying, say } from './say.ts';
import { shortcut } from './shortcut.ts';
import { closeView, type SubmitOptions, submitView } from './submit-view.ts';
import type { Typed } from './typed-state.ts';

/** What people do. Each resolves once the app has acked or Slack has given up waiting. */
export interface Acts {
  command(
    userId: string,
    channelId: string,
    typed: string,
    options?: CommandOptions,
  ): Promise<Delivered>;
  press(userId: string, target: Target, options?: PressOptions): Promise<Delivered>;
  choose(
    userId: string,
    target: Target,
    option: string,
    options?: PressOptions,
  ): Promise<Delivered>;
  submitView(
    userId: string,
    viewId: string,
    typed: Typed,
    options?: SubmitOptions,
  ): Promise<Delivered>;
  /** Undefined where the view did not ask to hear of it (`notify_on_close`). */
  closeView(userId: string, viewId: string): Promise<Delivered | undefined>;
  shortcut(
    userId: string,
    callbackId: string,
    on?: { readonly channel: string; readonly ts: string },
    options?: DeliveryOptions,
  ): Promise<Delivered>;
  say(userId: string, channelId: string, text: string, saying?: Saying): Message;
  /** An administrator or the retention policy deletes a message. */
  deleteMessage(channelId: string, ts: string): void;
}

export function createActs(parts: ActParts): Acts {
  const { workspace } = parts;
  return {
    command: (...args) => command(parts, ...args),
    press: (...args) => press(parts, ...args),
    choose: (...args) => choose(parts, ...args),
    submitView: (...args) => submitView(parts, ...args),
    closeView: (...args) => closeView(parts, ...args),
    shortcut: (...args) => shortcut(parts, ...args),
    say: (...args) => say(workspace, ...args),
    deleteMessage: (channel, ts) => workspace.messages.remove(workspace.messages.get(channel, ts)),
  };
}
