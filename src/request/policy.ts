/** What Slack says of a person, as far as the policy asks. */
export type PersonKind = 'member' | 'guest' | 'bot' | 'deactivated' | 'external';

/** Live facts about one person in one channel, read for one role. Never stale for more than 60 s. */
export interface Standing {
  readonly kind: PersonKind;
  /** On the list for this role: named, in a named group, or a full member of the channel where `channel` may. */
  readonly listed: boolean;
  /** The channel is shared with another organisation. */
  readonly sharedOutside: boolean;
}

/** Why a person may not ask or approve. */
export type NotEligible =
  | 'channel shared outside'
  | 'guest'
  | 'bot'
  | 'deactivated'
  | 'external'
  | 'not listed';

/** `null` when this person may act in the role that the standing was read for. */
export function notEligible({ kind, listed, sharedOutside }: Standing): NotEligible | null {
  if (sharedOutside) return 'channel shared outside';
  if (kind !== 'member') return kind;
  return listed ? null : 'not listed';
}
