import { ownFault } from './fault.ts';
import type { Run } from './limiter.ts';
import { type Read, type Reader, read, type Wanted } from './read.ts';
import { type Page, pageFrom } from './schema.ts';
import { listUrl } from './task-url.ts';
import { wireTime } from './wire-time.ts';

/** Most rows DDS gives at once; it gives 10 unless asked. */
const PAGE_ROWS = 100;
/** So many pages hold 20 000 tasks; a list that does not end by then is reported, not cut. */
const PAGE_CAP = 200;

const TOO_MANY_PAGES =
  'The list of scheduled tasks has too many pages; set DDS_LOOKBACK_DAYS lower.';
const ENDS_TOO_SOON = 'DDS counts more scheduled tasks than it lists.';

export type Query = Readonly<Record<string, string>>;
export type PageRead = Read<Page>;
export type ReadPage = (query: Query) => Promise<PageRead>;

/** The page of 100 that `query` asks for. */
export function pageWanted({ target }: Reader, query: Query): Wanted<Page> {
  return {
    urlAt: (place) => listUrl(place, { offset: '0', limit: String(PAGE_ROWS), ...query }),
    parse: (body) => pageFrom(target, body),
  };
}

/** Reads pages with `run`, and with a new sign-in where a token was refused. */
export function pageReader(reader: Reader, run: Run): ReadPage {
  return (query) => read(reader, run, pageWanted(reader, query));
}

/**
 * Reads page after page of what was created since then, up to an empty one, the end as the newest
 * page counts it, or a fault. While it reads, rows may leave the list and move later ones up: then
 * it steps back by as many, so a task may come twice but is not passed over. Where no filter can have
 * kept back what DDS counts, an empty page before the end is a fault: taking it for the end would
 * call a living task gone.
 */
export async function* eachPage(
  readPage: ReadPage,
  since: Date,
  filter: Query = {},
): AsyncGenerator<PageRead> {
  const isUnfiltered = Object.keys(filter).length === 0;
  let at: Position | null = { offset: 0, total: null };
  let got: PageRead | null = null;
  for (let count = 0; count < PAGE_CAP && at !== null; count += 1) {
    const page = { start_time: wireTime(since), offset: String(at.offset) };
    got = await readPage({ ...filter, ...page });
    if (isUnfiltered && endsTooSoon(at, got)) got = faulted(ENDS_TOO_SOON, got);
    yield got;
    at = got.faulted === null ? positionAfter(at, got.value) : null;
  }
  if (got !== null && at !== null) yield faulted(TOO_MANY_PAGES, got);
}

function faulted(message: string, { beganAt }: PageRead): PageRead {
  return { faulted: ownFault('unreadable', message), beganAt };
}

interface Position {
  readonly offset: number;
  /** How many there were in all as of the page before this one. */
  readonly total: number | null;
}

/** Empty, and as DDS counts there is more: as of this page, or of the one before where it says nothing. */
function endsTooSoon(at: Position, got: PageRead): boolean {
  if (got.faulted !== null || got.value.rows > 0) return false;
  return at.offset < (got.value.total ?? at.total ?? 0);
}

/** `null`: the list ends here. */
function positionAfter(at: Position, { rows, total }: Page): Position | null {
  const left = at.total !== null && total !== null ? Math.max(0, at.total - total) : 0;
  if (rows === 0 && left === 0) return null;
  const offset = Math.max(0, at.offset + rows - left);
  return total !== null && offset >= total ? null : { offset, total };
}
