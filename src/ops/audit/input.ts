import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { Doubt, TrailMessage } from '../../slack/trail-reader.ts';
import type { Posting } from '../../workflow/posting.ts';

/** All that an audit compares. */
export interface AuditInput {
  /** In the journal's order, read after Slack: what Slack shows must be in it. */
  readonly rows: readonly JournalRow[];
  /** Whether the row was there before Slack was read, so that it must show there. */
  readonly isExpected: (row: JournalRow) => boolean;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly slack: {
    readonly messages: readonly TrailMessage[];
    readonly doubts: readonly Doubt[];
    /** Why nothing at all could be read; `null` where it could. */
    readonly silence: string | null;
  };
}
