/**
 * The same data with lone surrogates in its strings replaced by U+FFFD. RFC 8785 has no form for
 * them, and people can type them: https://www.rfc-editor.org/rfc/rfc8785#section-3.2.2.2
 */
export function wellFormed<T>(data: T): T {
  return mapStrings(data) as T;
}

function mapStrings(data: unknown): unknown {
  if (typeof data === 'string') return data.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (Array.isArray(data)) return data.map(mapStrings);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mapStrings(value)]));
}
