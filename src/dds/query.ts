/**
 * Percent-encodes everything but `A-Za-z0-9-_.~`, as signing asks. `encodeURIComponent` leaves
 * `!*'()` as they are.
 * See https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!*'()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A query in the one spelling that is both sent and signed: encoded, sorted by name, then value. */
export function queryText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs
    .map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
    .sort(([a, x], [b, y]) => byCodePoint(a, b) || byCodePoint(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The pairs of a URL's query, decoded; a plus stays a plus. */
export function queryPairs(url: URL): (readonly [string, string])[] {
  if (url.search === '') return [];
  return url.search
    .slice(1)
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const;
    });
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
