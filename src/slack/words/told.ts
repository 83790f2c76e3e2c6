import type { Known } from '../../workflow/overview.ts';

// What sentences tell of, beside the domain's own types.

/** Who may approve, as the configuration lists them. */
export interface ApproverList extends ApprovalRule {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly channelMembers: boolean;
  /** Whether the card mentions them, so that Slack notifies them. */
  readonly mention: boolean;
}

/** How requests may be approved. */
export interface ApprovalRule {
  /** Whether a requester who may approve may do so alone. */
  readonly emergencyApproval: boolean;
}

/** A known request with the link to its card, where Slack gave one. */
export type Linked = Known & { readonly link: string | null };

/** One page of what there is to choose from. */
export interface Page {
  readonly number: number;
  readonly of: number;
}
