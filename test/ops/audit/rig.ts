import type { JournalRow } from '../../../src/journal/sqlite-read.ts';
import { compare } from '../../../src/ops/audit/compare.ts';
import { lineOf } from '../../../src/ops/audit/finding.ts';
import type { AuditInput } from '../../../src/ops/audit/input.ts';
import type { RequestEvent } from '../../../src/request/event.ts';
import type { TrailMessage } from '../../../src/slack/trail-reader.ts';
import { trailPayload } from '../../../src/slack/views/trail.ts';
import type { Posting } from '../../../src/workflow/posting.ts';
import { type Act, approved, asked, aTask, attempted, story } from '../../request/events.ts';

export const CARD = { channel: 'C_OPS', ts: '100.000000' };
const WHOLE_STORY: readonly Act[] = [
  asked(),
  approved(),
  attempted(),
  ['bot', 62, { event: 'cancelled', how: 'confirmed', callId: null }],
];
export const EVENTS = story(WHOLE_STORY);

export function row(event: RequestEvent): JournalRow {
  const { request, seq, hash } = event;
  return { request, seq, hash, stored: JSON.stringify(event), event };
}

export function card(patch: Partial<TrailMessage> = {}, request = 'r1'): TrailMessage {
  const { id: job_id, target } = aTask();
  const event_payload = { request, job_id, target, revision: 1 };
  return {
    message: CARD,
    thread: null,
    author: 'B_OURS',
    isOwn: true,
    isEdited: false,
    metadata: { event_type: 'dds_cancel_card', event_payload },
    ...patch,
  };
}

/** The message that tells this event: event 2 stands at 102. */
export function told(event: RequestEvent | undefined, patch: Partial<TrailMessage> = {}) {
  if (event === undefined) throw new Error('no such event');
  const metadata = { event_type: 'dds_cancel', event_payload: trailPayload(aTask(), event) };
  return card({ ...at(100 + event.seq), thread: CARD.ts, metadata, ...patch });
}

export function at(second: number): Pick<TrailMessage, 'message'> {
  return { message: { channel: CARD.channel, ts: `${second}.000000` } };
}

export const TRAIL = EVENTS.map((event) => told(event));

export function posting(kind: Posting['kind'], patch: Partial<Posting> = {}): Posting {
  return {
    kind,
    number: 1,
    begunAt: '2026-01-31T12:00:00.000Z',
    message: null,
    refused: null,
    ...patch,
  };
}

type Parts = Partial<Omit<AuditInput, 'slack'>> & Partial<AuditInput['slack']>;

/** What an audit of these says; what is not given is as the bot leaves it. */
export function audit(parts: Parts): string[] {
  const { messages = [card(), ...TRAIL], doubts = [], silence = null, ...rest } = parts;
  const findings = compare({
    rows: EVENTS.map(row),
    isExpected: () => true,
    postings: new Map([['r1', [posting('card', { message: CARD })]]]),
    slack: { messages, doubts, silence },
    ...rest,
  });
  return findings.map((finding) => lineOf(finding, null));
}
