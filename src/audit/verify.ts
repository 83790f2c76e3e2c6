import type { JournalReader, JournalRow } from '../journal/sqlite-read.ts';
import { compare } from '../ops/audit/compare.ts';
import { lineOf } from '../ops/audit/finding.ts';
import type { AuditInput } from '../ops/audit/input.ts';
import type { Output } from '../ops/output.ts';
import { SlackTokenError } from '../slack/connection/start-errors.ts';
import { openTrailReader, type TrailPlaces, type TrailReader } from '../slack/trail-reader.ts';
import { cardOf, type Message } from '../workflow/posting.ts';

/** Compares journal and trail, and writes a line for each finding; answers the exit code. Rejects with a `SlackTokenError`. */
export async function verifyJournal(
  journal: JournalReader,
  webApi: Parameters<typeof openTrailReader>[0],
  { write }: Output,
): Promise<number> {
  const before = [...journal.rows()];
  const reader = await openTrailReader(webApi).catch((fault: unknown) => {
    if (fault instanceof SlackTokenError) throw fault;
    return fault instanceof Error ? fault : new Error('Slack could not be asked');
  });
  try {
    const slack = await readSlack(reader, placesOf(before, journal));
    // A bot that runs meanwhile adds to both: what Slack shows is looked for in the journal after it.
    const rows = [...journal.rows()];
    const expected = new Set(before.map(keyOf));
    const isExpected = (row: JournalRow) => expected.has(keyOf(row));
    const findings = compare({ rows, isExpected, postings: journal.postings(), slack });
    for (const finding of findings)
      await write(`${lineOf(finding, await linkTo(reader, finding.message))}\n`);
    const requests = new Set(rows.map(({ request }) => request)).size;
    const figures = `${count(rows.length, 'event')} of ${count(requests, 'request')}`;
    const trail = slack.messages.filter(({ isOwn }) => isOwn).length;
    await write(
      findings.length > 0
        ? `${count(findings.length, 'finding')} in ${figures}.\n`
        : `Verified ${figures}: the chain holds, and Slack agrees with it (${count(trail, 'message')}).\n`,
    );
    return findings.length > 0 ? 1 : 0;
  } finally {
    if (!(reader instanceof Error)) await reader.close();
  }
}

async function readSlack(
  reader: TrailReader | Error,
  places: TrailPlaces,
): Promise<AuditInput['slack']> {
  if (reader instanceof Error) return { messages: [], doubts: [], silence: reader.message };
  return { ...(await reader.read(places)), silence: null };
}

async function linkTo(
  reader: TrailReader | Error,
  message: Message | null,
): Promise<string | null> {
  if (message === null || reader instanceof Error) return null;
  return await reader.permalink(message);
}

function count(number: number, of: string): string {
  return `${number} ${of}${number === 1 ? '' : 's'}`;
}

/** Slack stamps with its own clock, which may be behind ours by a little. */
const MARGIN_S = 60;

function placesOf(rows: readonly JournalRow[], journal: JournalReader): TrailPlaces {
  const cards = [...journal.postings().values()].flatMap((each) => cardOf(each) ?? []);
  const oldest = new Map<string, number>();
  const note = (channel: string, seconds: number) =>
    oldest.set(channel, Math.min(seconds - MARGIN_S, oldest.get(channel) ?? Number.MAX_VALUE));
  for (const { channel, ts } of cards) note(channel, Math.floor(Number(ts)));
  for (const { event } of rows)
    if (event?.event === 'requested') note(event.channel, Math.floor(Date.parse(event.at) / 1000));
  return { cards, channels: new Map([...oldest].map(([id, seconds]) => [id, String(seconds)])) };
}

function keyOf({ request, seq }: JournalRow): string {
  return `${request} ${seq}`;
}
