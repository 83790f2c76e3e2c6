import type { Variables } from './variables.ts';

/**
 * A URL that secrets may be sent to: https, or plain http to this very machine. The fault does not
 * repeat the value, for a URL can hold a password.
 */
export function safeUrl(
  variables: Variables,
  name: string,
  value: string,
  example: string,
): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const wrong = url === undefined ? 'must be a URL, with its https://' : unsafe(url);
  if (wrong !== undefined) return variables.fault(name, wrong, example);
  return url;
}

/** The origin of a safe URL that has no path, but perhaps one that is `ignored`. */
export function safeOrigin(
  variables: Variables,
  name: string,
  value: string,
  example: string,
  ignored = '',
): string | undefined {
  const url = safeUrl(variables, name, value, example);
  if (url === undefined) return undefined;
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '' || path === ignored) return url.origin;
  return variables.fault(name, 'must end after the host, without a path', example);
}

function unsafe(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must not have a query or a fragment';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must begin with https://; plain http is for loopback addresses only';
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}
