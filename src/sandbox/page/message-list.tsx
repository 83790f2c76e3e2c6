import { useEffect, useRef } from 'react';
import type { WorldView } from './api-types.ts';
import type { Entry } from './entries.ts';
import { MessageItem, type MessageItemProps } from './message.tsx';

export interface MessageListProps extends Omit<MessageItemProps, 'entry'> {
  readonly world: WorldView;
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** Messages, the newest below and in view. */
export function MessageList({ label, entries, ...rest }: MessageListProps) {
  const list = useRef<HTMLOListElement>(null);
  const last = entries.at(-1)?.key;
  useEffect(() => {
    if (last !== undefined) list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [last]);
  return (
    <ol ref={list} className="messages" aria-label={label} aria-live="polite">
      {entries.map((entry) => (
        <li key={entry.key}>
          <MessageItem entry={entry} {...rest} />
        </li>
      ))}
    </ol>
  );
}
