/** How long the parts of an examination may take, in milliseconds. */
export interface Limits {
  /** One call, or one connection. */
  readonly callMs: number;
  /** One part, with all its calls. */
  readonly partMs: number;
  /** Following the journal's hash chain. */
  readonly chainMs: number;
}

/** Together at most half a minute, whatever hangs. */
export const LIMITS: Limits = { callMs: 6_000, partMs: 25_000, chainMs: 5_000 };
