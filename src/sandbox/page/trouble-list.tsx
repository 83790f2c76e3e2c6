import { api } from './api.ts';
import type { TroubleView } from './api-types.ts';
import { Failed } from './failed.tsx';
import { Switches } from './switches.tsx';
import { useAct } from './use-act.ts';

const PLACES = [
  ['dds', 'DDS'],
  ['slack', 'Slack'],
] as const;

export interface TroubleListProps {
  readonly troubles: readonly TroubleView[];
  readonly targets: readonly string[];
}

/** Switches for what goes wrong in life; each stays on until it is switched off. */
export function TroubleList({ troubles, targets }: TroubleListProps) {
  const { failed, act } = useAct();
  const on = troubles.filter(({ isOn }) => isOn).length;
  return (
    <Switches title="Trouble on purpose" on={on}>
      {PLACES.map(([place, name]) => (
        <fieldset key={place}>
          <legend>
            {place === 'dds' && targets.length > 1 ? `${name}, ${targets[0]} alone` : name}
          </legend>
          {troubles
            .filter(({ where }) => where === place)
            .map(({ id, label, isOn }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={() => act(api.trouble({ id, on: !isOn }))}
                />
                {label}
              </label>
            ))}
          {place === 'slack' && (
            <button type="button" onClick={() => act(api.rotate())}>
              Recycle the sockets now
            </button>
          )}
        </fieldset>
      ))}
      <Failed why={failed} />
    </Switches>
  );
}
