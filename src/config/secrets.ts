import type { ConfigParts, Credentials, SlackMode } from './types.ts';

/** Every value of the configuration, or of what could be read of it, that no log line may hold. */
export function secretsOf({
  slack,
  targets = [],
}: Pick<ConfigParts, 'slack' | 'targets'>): readonly string[] {
  return [
    ...(slack === undefined ? [] : [slack.botToken, secretOfMode(slack.mode)]),
    ...targets.flatMap(({ credentials }) => secretsOfCredentials(credentials)),
  ];
}

function secretOfMode(mode: SlackMode): string {
  return mode.kind === 'socket' ? mode.appToken : mode.signingSecret;
}

function secretsOfCredentials(credentials: Credentials): readonly string[] {
  switch (credentials.kind) {
    case 'aksk': {
      const { accessKey, secretKey, securityToken } = credentials;
      return [accessKey, secretKey, ...(securityToken === undefined ? [] : [securityToken])];
    }
    case 'password':
      return [credentials.password];
    case 'ecs':
      return [];
    default:
      return credentials satisfies never;
  }
}
