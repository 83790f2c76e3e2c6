import { api } from './api.ts';
import type { ClockView } from './api-types.ts';
import { Failed } from './failed.tsx';
import { type Reader, slackDate } from './slack-date.ts';
import { useAct } from './use-act.ts';

export interface ClockControlProps {
  readonly clock: ClockView;
  readonly reader: Reader;
}

const STEPS = [
  [5, '+5 min'],
  [30, '+30 min'],
  [120, '+2 h'],
] as const;

/** The time here, and steps by which it is moved on: for Slack, the cloud and the bot alike. */
export function ClockControl({ clock, reader }: ClockControlProps) {
  const { failed, act } = useAct();
  const now = slackDate(reader.now.getTime() / 1_000, '{time}', reader);
  return (
    <section className="clock" aria-label="Clock">
      <h2>Clock</h2>
      <p className="row">
        <span>
          {now}
          {clock.aheadMinutes > 0 && (
            <span className="note"> ({clock.aheadMinutes} min moved on)</span>
          )}
        </span>
        <span className="steps">
          {STEPS.map(([minutes, label]) => (
            <button key={minutes} type="button" onClick={() => act(api.moveClock({ minutes }))}>
              {label}
            </button>
          ))}
        </span>
      </p>
      <Failed why={failed} />
    </section>
  );
}
