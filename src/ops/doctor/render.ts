import type { Check, Report, Result } from './check.ts';

const MARKS: Readonly<Record<Result, string>> = { ok: '✓', warn: '!', fail: '✗', skipped: '–' };

/** One line a check, and one that counts them, for a person at a terminal. */
export function inLines({ checks }: Report): string {
  return `${[...checks.map(lineOf), summaryOf(checks)].join('\n')}\n`;
}

/** One JSON document, for machines. */
export function asJson({ ok, checks }: Report): string {
  return `${JSON.stringify({ ok, checks }, null, 2)}\n`;
}

/** What Slack and DDS answered stands in it: nothing that a terminal would obey, and no second line. */
function lineOf({ result, said, next }: Check): string {
  const line = next === null ? said : `${said} → ${next}`;
  return `${MARKS[result]} ${line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}`;
}

function summaryOf(checks: readonly Check[]): string {
  const count = (result: Result) => checks.filter((check) => check.result === result).length;
  const [failed, warnings, left] = [count('fail'), count('warn'), count('skipped')];
  const parts = [
    failed === 0 ? 'Nothing failed' : `${failed} of ${checks.length} checks failed`,
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
    ...(left === 0 ? [] : [`${left} could not be checked`]),
  ];
  return `${parts.join(', ')}.`;
}
