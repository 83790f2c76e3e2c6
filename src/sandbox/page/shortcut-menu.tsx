import { useRef } from 'react';
import type { ShortcutView } from './api-types.ts';

export interface ShortcutMenuProps {
  readonly label: string;
  readonly shortcuts: readonly ShortcutView[];
  readonly onChoose: (callbackId: string) => void;
}

/** A menu of the app's shortcuts, such as the one on every message. */
export function ShortcutMenu({ label, shortcuts, onChoose }: ShortcutMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  if (shortcuts.length === 0) return null;
  const choose = (callbackId: string): void => {
    menu.current?.removeAttribute('open');
    onChoose(callbackId);
  };
  return (
    <details ref={menu} className="shortcuts">
      <summary>{label}</summary>
      <ul>
        {shortcuts.map(({ callbackId, name }) => (
          <li key={callbackId}>
            <button type="button" onClick={() => choose(callbackId)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
