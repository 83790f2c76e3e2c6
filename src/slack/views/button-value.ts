/** What a button carries: an opaque key. Nothing in it is trusted. */
export interface ButtonValue {
  readonly request: string;
  readonly revision: number;
  /** The card said that nothing is cancelled. */
  readonly dryRun?: boolean;
}

export function writeButtonValue({ request, revision, dryRun = false }: ButtonValue): string {
  return `${request}:${revision}${dryRun ? ':dry' : ''}`;
}

/** `null` for anything that this bot does not write. */
export function readButtonValue(value: unknown): ButtonValue | null {
  if (typeof value !== 'string') return null;
  const [, request, revision, dry] = /^([0-9a-f-]{1,64}):([1-9]\d{0,5})(:dry)?$/.exec(value) ?? [];
  if (request === undefined || revision === undefined) return null;
  return { request, revision: Number(revision), ...(dry !== undefined && { dryRun: true }) };
}
