import type { Faulted } from '../fault.ts';

/** What DDS made of a call's credentials; `no verdict` also where no call was made. */
export type Verdict = 'accepted' | 'refused' | 'no verdict';

/** Leave to make one call. */
export interface Grant {
  readonly projectId: string;
  /** Texts that must not be shown, should DDS repeat them. */
  readonly secrets: readonly string[];
  /** The headers that authorise this call, `X-Project-Id` among them. */
  headersFor(method: string, url: URL): Readonly<Record<string, string>>;
  /** To be told exactly once per grant. Answers whether the call is worth a repeat with a new grant. */
  settle(verdict: Verdict, method: string): boolean;
}

export interface GrantSource {
  /** A grant, or why there is none. */
  grant(): Promise<Grant | Faulted>;
}
