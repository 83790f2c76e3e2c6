import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../../src/sandbox/witness/evidence.ts';
import type { JournalEvent } from '../../../src/sandbox/witness/journal-event.ts';
import { IRIS, MAYA, OMAR, openStage } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';

/** Evidence that a test may break. */
export type Draft = Mutable<Omit<Evidence, 'journal'>> & { journal: JournalEvent[] };
type Mutable<T> = T extends Date
  ? Date
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** The requests of `goodRun`, by their place in the journal. */
export const CANCELLED = 0;
export const WITHDRAWN = 1;
export const STARTED = 2;

/** A real bot's evidence: one request cancelled, one withdrawn, one whose task had started. */
export async function goodRun(): Promise<Draft> {
  const directory = await mkdtemp(join(tmpdir(), 'witness-'));
  const databasePath = join(directory, 'journal.db');
  const stage = await openStage({ speed: 20, env: { DATABASE_PATH: databasePath } });
  try {
    const cancelled = await stage.ask('wrong size');
    await stage.press(OMAR, 'Approve', cancelled);
    await stage.trailSays(cancelled, 'DDS confirmed the cancellation');
    const withdrawn = await stage.ask('', stage.dds.addTask());
    await stage.press(MAYA, 'Withdraw', withdrawn);
    await stage.trailSays(withdrawn, 'withdrew');
    const task = stage.dds.addTask();
    const started = await stage.ask('', task);
    stage.dds.setStatus(task.jobId, 'Running');
    await stage.press(OMAR, 'Approve', started);
    await stage.trailSays(started, 'DDS listed the task as Running');
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 };
    return evidenceOf(stage, databasePath, { ...policy, onTheWayMs: 1_000 }) as Draft;
  } finally {
    await stage.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The requests of `waitingRun`. */
export const WATCHED = 0;
export const WAITING = 1;

/** Two requests that nobody decides: both are reminded of, then the task of one starts. */
export async function waitingRun(): Promise<Draft> {
  const directory = await mkdtemp(join(tmpdir(), 'witness-'));
  const databasePath = join(directory, 'journal.db');
  const env = { DATABASE_PATH: databasePath, APPROVERS: `${OMAR},${IRIS},${MAYA}` };
  const stage = await openStage({ speed: 60, env });
  try {
    const task = () => stage.dds.addTask({ startTime: later(stage.now(), 4 * 60_000) });
    const ending = task();
    const watched = await stage.ask('', ending);
    const waiting = await stage.ask('', task());
    await stage.trailSays(watched, 'was still waiting');
    await stage.trailSays(waiting, 'was still waiting');
    stage.dds.setStatus(ending.jobId, 'Running');
    await stage.trailSays(watched, 'DDS listed the task as Running');
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 };
    return (await evidenceOf(stage, databasePath, { ...policy, onTheWayMs: 3_000 })) as Draft;
  } finally {
    await stage.close();
    await rm(directory, { recursive: true, force: true });
  }
}

export function requestAt({ journal }: Draft, place: number): string {
  return [...new Set(journal.map(({ request }) => request))][place] ?? '';
}

export function eventOf(draft: Draft, place: number, seq: number): JournalEvent {
  const request = requestAt(draft, place);
  return found(draft.journal.find((event) => event.request === request && event.seq === seq));
}

export function messageOf({ slack, ...draft }: Draft, place: number, seq: number) {
  const request = requestAt({ slack, ...draft }, place);
  return found(
    slack.messages.find(({ metadata }) => {
      const payload = metadata?.event_payload;
      return payload?.['request'] === request && payload['seq'] === seq;
    }),
  );
}

export function cardOf({ slack, ...draft }: Draft, place: number) {
  const request = requestAt({ slack, ...draft }, place);
  return found(
    slack.messages.find(
      ({ metadata }) =>
        metadata?.event_type === 'dds_cancel_card' && metadata.event_payload['request'] === request,
    ),
  );
}

export function deleteIn({ dds }: Draft) {
  return found(dds.calls.find(({ kind }) => kind === 'cancel'));
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The good run has no such thing.');
  return value;
}

export function later(date: Date | string, ms: number): Date {
  return new Date(new Date(date).getTime() + ms);
}
