import { type ToggleEvent, useState } from 'react';
import { api } from './api.ts';
import type { TroubleView } from './api-types.ts';

const PLACES = [
  ['dds', 'DDS'],
  ['slack', 'Slack'],
] as const;

/** Switches for what goes wrong in life; each stays on until it is switched off. */
export function TroubleList({ troubles }: { readonly troubles: readonly TroubleView[] }) {
  const [failed, setFailed] = useState('');
  const tell = (error: Error): void => setFailed(error.message);
  const [isOpen, setOpen] = useState(false);
  const toggled = (event: ToggleEvent<HTMLDetailsElement>): void =>
    setOpen(event.currentTarget.open);
  const on = troubles.filter(({ isOn }) => isOn).length;
  return (
    <details className="troubles" open={on > 0 || isOpen} onToggle={toggled}>
      <summary>Trouble on purpose{on > 0 && ` (${on} on)`}</summary>
      {PLACES.map(([place, name]) => (
        <fieldset key={place}>
          <legend>{name}</legend>
          {troubles
            .filter(({ where }) => where === place)
            .map(({ id, label, isOn }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={() => void api.trouble({ id, on: !isOn }).catch(tell)}
                />
                {label}
              </label>
            ))}
          {place === 'slack' && (
            <button type="button" onClick={() => void api.rotate().catch(tell)}>
              Recycle the sockets now
            </button>
          )}
        </fieldset>
      ))}
      {failed !== '' && (
        <p className="error" role="alert">
          {failed}
        </p>
      )}
    </details>
  );
}
