import { createLog, type Log } from '../../src/ops/log.ts';

export interface RecordedLog extends Log {
  /** All that was written, as it was written. */
  text(): string;
  /** The lines, parsed. */
  lines(): readonly Record<string, unknown>[];
}

export function recordedLog(level = 'trace'): RecordedLog {
  const written: string[] = [];
  const log = createLog(level, { write: (line) => written.push(line) });
  return {
    ...log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line)),
  };
}
