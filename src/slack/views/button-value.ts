/** What a button carries: an opaque key. Nothing in it is trusted. */
export interface ButtonValue {
  readonly request: string;
  readonly revision: number;
}

export function writeButtonValue({ request, revision }: ButtonValue): string {
  return `${request}:${revision}`;
}

/** `null` for anything that this bot does not write. */
export function readButtonValue(value: unknown): ButtonValue | null {
  const match = typeof value === 'string' ? /^([0-9a-f-]{1,64}):([1-9]\d{0,5})$/.exec(value) : null;
  const [, request, revision] = match ?? [];
  if (request === undefined || revision === undefined) return null;
  return { request, revision: Number(revision) };
}
