import type { WorldView } from './api-types.ts';
import { Blocks } from './blocks.tsx';
import type { Entry } from './entries.ts';

export interface MessageItemProps {
  readonly world: WorldView;
  readonly entry: Entry;
  readonly onPress: (entry: Entry, actionId: string) => void;
  /** Absent in a thread. */
  readonly onOpenThread?: (ts: string) => void;
}

export function MessageItem({ world, entry, onPress, onOpenThread }: MessageItemProps) {
  const { author, isApp, isPrivate, isEdited, fromThread, replies, ts } = entry;
  const thread = fromThread ?? ts;
  const link = fromThread === null ? repliesSaid(replies) : 'View the thread';
  return (
    <article className={isPrivate ? 'message private' : 'message'}>
      {isPrivate && <p className="note">Only visible to you</p>}
      {fromThread !== null && <p className="note">Replied to a thread</p>}
      <p className="by-line">
        <strong>{author}</strong>
        {isApp && <span className="badge">App</span>}
        <time dateTime={dateOf(ts).toISOString()}>{timeOf(ts)}</time>
        {isEdited && <span className="note">(edited)</span>}
      </p>
      <Blocks
        world={world}
        blocks={entry.blocks}
        onPress={(actionId) => onPress(entry, actionId)}
      />
      {onOpenThread && link !== null && (
        <button type="button" className="link" onClick={() => onOpenThread(thread)}>
          {link}
        </button>
      )}
    </article>
  );
}

function repliesSaid(replies: number): string | null {
  if (replies === 0) return null;
  return replies === 1 ? '1 reply' : `${replies} replies`;
}

function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1_000);
}

function timeOf(ts: string): string {
  return dateOf(ts).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
