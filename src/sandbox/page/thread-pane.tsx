import type { WorldView } from './api-types.ts';
import { threadEntries } from './entries.ts';
import type { MessageActs } from './message.tsx';
import { MessageList } from './message-list.tsx';

export interface ThreadPaneProps extends MessageActs {
  readonly world: WorldView;
  readonly channel: string;
  readonly ts: string;
  readonly onClose: () => void;
}

export function ThreadPane({ world, channel, ts, onClose, ...acts }: ThreadPaneProps) {
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
        {...acts}
      />
    </section>
  );
}
