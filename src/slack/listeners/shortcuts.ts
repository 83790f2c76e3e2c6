import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { taskIdsInMessage } from '../message-ids.ts';
import type { Screens } from '../screens.ts';
import type { Modals } from './modals.ts';

/** The shortcuts of manifest.yml. */
export const SHORTCUT = { anywhere: 'cancel_dds_task', onMessage: 'cancel_dds_task_in_message' };

export interface ShortcutDeps {
  readonly screens: Screens;
  readonly modals: Modals;
}

/** The shortcuts: each opens a modal at once. Slack delivers a shortcut to its own app alone. */
export function listenForShortcuts(app: App, { screens, modals }: ShortcutDeps): void {
  app.shortcut<GlobalShortcut>(
    { type: 'shortcut', callback_id: SHORTCUT.anywhere },
    async ({ ack, shortcut }) => {
      await ack();
      const user = shortcut.user.id;
      const aim = { for: 'list', page: 1, ids: null } as const;
      const to = { user, channel: user, respond: null };
      await modals.open(shortcut.trigger_id, to, () => screens({ user, from: null }, aim));
    },
  );

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: SHORTCUT.onMessage },
    async ({ ack, shortcut, respond }) => {
      await ack();
      const { user, channel, message, trigger_id } = shortcut;
      const ids = taskIdsInMessage(message).map((id) => id.toLowerCase());
      const aim = { for: 'list', page: 1, ids } as const;
      const to = { user: user.id, channel: channel.id, respond };
      const asker = { user: user.id, from: channel.id };
      await modals.open(trigger_id, to, () => screens(asker, aim));
    },
  );
}
