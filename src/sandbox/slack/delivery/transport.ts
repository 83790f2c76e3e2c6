/** How a delivery is bent, to see what the app makes of it. */
export interface DeliveryOptions {
  /** Sent a second time, marked as a retry, once the first is over. */
  readonly twice?: boolean;
  /** HTTP: seconds added to the timestamp that is signed. */
  readonly timestampSkewSeconds?: number;
  /** HTTP: signed with another secret. */
  readonly wrongSignature?: boolean;
  /** HTTP: sent (and signed) instead of the real body. */
  readonly rawBody?: string;
  /** HTTP: put over the usual headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Outgoing {
  readonly kind: 'slash_commands' | 'interactive';
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retry: number;
  readonly options: DeliveryOptions;
}

/** What the app answered; over a socket there is no status. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

export interface Transport {
  readonly via: 'socket' | 'http';
  /** Settles with the answer; rejects where the app cannot be reached; never settles without an ack. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Answer>;
}
