/** The workspace and app that this bot runs for. */
export interface Installation {
  readonly teamId: string;
  /** Learnt from the first command, which Slack delivers to this app alone; `null` before it. */
  appId: string | null;
}

interface Sender {
  readonly api_app_id: string;
  readonly team?: { readonly id: string } | null | undefined;
  readonly user: { readonly team_id?: string | undefined };
  readonly message?: { readonly app_id?: string | undefined } | undefined;
}

/** Whether a click or a submission comes from this app in this workspace, and from a message of this app. */
export function isOurs(sender: Sender, { teamId, appId }: Installation): boolean {
  // `team` is null where the app is installed for a whole organisation.
  const team = sender.team?.id ?? sender.user.team_id;
  const app = appId ?? sender.message?.app_id ?? sender.api_app_id;
  const messageApp = sender.message?.app_id ?? app;
  return team === teamId && sender.api_app_id === app && messageApp === app;
}
