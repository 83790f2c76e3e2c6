import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface BotLine {
  readonly from: 'stdout' | 'stderr';
  readonly text: string;
  /** The line as JSON, where it is an object. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

export function readLines(
  stream: Readable,
  from: BotLine['from'],
  onLine: (line: BotLine) => void,
): void {
  createInterface({ input: stream }).on('line', (text) => {
    onLine({ from, text, json: objectIn(text) });
  });
}

function objectIn(text: string): BotLine['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
