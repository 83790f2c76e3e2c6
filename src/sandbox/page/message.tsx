import type { WorldView } from './api-types.ts';
import { Blocks } from './blocks.tsx';
import type { Entry } from './entries.ts';
import type { MessageLink } from './message-link.ts';
import { readerOf } from './reader.ts';
import { ShortcutMenu } from './shortcut-menu.tsx';
import { slackDate } from './slack-date.ts';

/** What can be done with a message. */
export interface MessageActs {
  readonly onPress: (entry: Entry, actionId: string) => void;
  readonly onShortcut: (entry: Entry, callbackId: string) => void;
  readonly onOpenLink: (link: MessageLink) => void;
}

export interface MessageItemProps extends MessageActs {
  readonly world: WorldView;
  readonly entry: Entry;
  /** Absent in a thread. */
  readonly onOpenThread?: (ts: string) => void;
}

export function MessageItem({ world, entry, onOpenThread, ...acts }: MessageItemProps) {
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
        <time dateTime={dateOf(ts).toISOString()}>{timeOf(ts, world)}</time>
        {isEdited && <span className="note">(edited)</span>}
      </p>
      <Blocks
        world={world}
        blocks={entry.blocks}
        onPress={(actionId) => acts.onPress(entry, actionId)}
        onOpenLink={acts.onOpenLink}
      />
      {onOpenThread && link !== null && (
        <button type="button" className="link" onClick={() => onOpenThread(thread)}>
          {link}
        </button>
      )}
      {!isPrivate && (
        <ShortcutMenu
          label="More actions"
          shortcuts={world.shortcuts.filter(({ kind }) => kind === 'message')}
          onChoose={(callbackId) => acts.onShortcut(entry, callbackId)}
        />
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

function timeOf(ts: string, world: WorldView): string {
  return slackDate(Number(ts), '{time}', readerOf(world));
}
