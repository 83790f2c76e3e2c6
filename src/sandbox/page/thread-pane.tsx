import { threadEntries } from './entries.ts';
import type { MessageItemProps } from './message.tsx';
import { MessageList } from './message-list.tsx';

export interface ThreadPaneProps extends Pick<MessageItemProps, 'world' | 'onPress'> {
  readonly channel: string;
  readonly ts: string;
  readonly onClose: () => void;
}

export function ThreadPane({ world, channel, ts, onPress, onClose }: ThreadPaneProps) {
  return (
    <section className="thread" aria-label="Thread">
      <header className="row">
        <h2>Thread</h2>
        <button type="button" onClick={onClose}>
          Close thread
        </button>
      </header>
      <MessageList
        label="Messages of the thread"
        world={world}
        entries={threadEntries(world, channel, ts)}
        onPress={onPress}
      />
    </section>
  );
}
