import type { IncomingMessage } from 'node:http';

export type Form = Readonly<Record<string, string>>;

export interface Sent {
  /** The arguments, without `token` and without the `team_id` that Bolt adds to every call. */
  readonly form: Form;
  /** For the record: JSON parsed, a token masked. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** The fields of a call's body; whatever the real client would not have sent is a problem. */
export function sentIn(
  request: IncomingMessage,
  body: string,
  method: string,
  problems: string[],
): Sent {
  const type = request.headers['content-type'] ?? '';
  if (request.method !== 'POST') problems.push(`${method}: ${request.method} instead of POST`);
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    problems.push(`${method}: content type ${type} instead of a form`);
  }
  const fields = [...new URLSearchParams(body)];
  const all: Form = Object.fromEntries(fields);
  if (Object.keys(all).length < fields.length)
    problems.push(`${method}: an argument is sent twice`);
  const { token, team_id: _ignored, ...form } = all;
  // The real client sends a token given with one call in the header and in the body.
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
    problems.push(`${method}: the body holds another token than the header`);
  }
  const args = Object.entries(form).map(([name, value]) => [name, readable(value)]);
  return { form, args: { ...Object.fromEntries(args), ...(token !== undefined && MASKED) } };
}

const MASKED = { token: '***' };

function readable(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
