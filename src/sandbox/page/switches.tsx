import { type ReactNode, type ToggleEvent, useState } from 'react';

export interface SwitchesProps {
  readonly title: string;
  /** How many are on; none of these is ever folded away. */
  readonly on: number;
  readonly children: ReactNode;
}

/** Switches that are folded away until somebody wants them. */
export function Switches({ title, on, children }: SwitchesProps) {
  const [isOpen, setOpen] = useState(false);
  const toggled = (event: ToggleEvent<HTMLDetailsElement>): void =>
    setOpen(event.currentTarget.open);
  return (
    <details className="switches" open={on > 0 || isOpen} onToggle={toggled}>
      <summary>
        {title}
        {on > 0 && ` (${on} on)`}
      </summary>
      {children}
    </details>
  );
}
