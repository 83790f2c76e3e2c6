/** The one workspace, and the one app installed in it, that the simulator plays. All obviously fake. */
export interface Identity {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botName: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The scopes the bot token was granted. */
  readonly scopes: ReadonlySet<string>;
}

/** The scopes the product asks for. */
const DEFAULT_SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'usergroups:read',
] as const;

export interface IdentityOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly scopes?: readonly string[];
}

export function identityFrom(options: IdentityOptions): Identity {
  const appId = 'A0SANDBOX';
  return {
    teamId: 'T0SANDBOX',
    teamDomain: 'sandbox',
    appId,
    botId: 'B0SANDBOX',
    botUserId: 'U0BOT',
    botName: 'dds-cancel',
    botToken: options.botToken ?? 'xoxb-sandbox-not-a-real-token',
    appToken: options.appToken ?? `xapp-1-${appId}-sandbox-not-a-real-token`,
    signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    scopes: new Set(options.scopes ?? DEFAULT_SCOPES),
  };
}
