import { createHmac } from 'node:crypto';

/** `x-slack-signature`: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf(secret: string, timestamp: string, rawBody: string): string {
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${rawBody}`);
  return `v0=${hmac.digest('hex')}`;
}
