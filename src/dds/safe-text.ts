/** Longest piece of foreign text in a fault, in characters. */
const MESSAGE_LIMIT = 200;

/** The gateway answers a bad signature with the whole signed request, header values included. */
const SIGNED_REQUEST = /canonical.?request|signedheaders|signature=|x-security-token|x-auth-token/i;

/**
 * Foreign text made fit to be shown and logged: without markup, control characters and the secrets
 * in hand, on one line and cut. Secrets go before the cut, or half of one could stay.
 */
export function safeText(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '');
  const spellings = known.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const clean = spellings
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '[withheld]'), text);
  if (SIGNED_REQUEST.test(clean)) return '[withheld: it repeats the signed request]';
  const line = clean
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= MESSAGE_LIMIT) return line;
  return `${characters.slice(0, MESSAGE_LIMIT - 1).join('')}…`;
}
