import type { ChannelView } from './api-types.ts';

export interface ChannelListProps {
  readonly channels: readonly ChannelView[];
  readonly current: string | undefined;
  readonly onOpen: (id: string) => void;
}

export function ChannelList({ channels, current, onOpen }: ChannelListProps) {
  return (
    <nav className="channels" aria-label="Channels">
      <ul>
        {channels.map((channel) => (
          <li key={channel.id}>
            <button
              type="button"
              aria-current={channel.id === current ? 'page' : undefined}
              onClick={() => onOpen(channel.id)}
            >
              {channelTitle(channel)}
              <span className="note">{remark(channel)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The channel's name as people write it. */
export function channelTitle({ kind, name }: ChannelView): string {
  return kind === 'im' ? 'dds-cancel (direct)' : `#${name}`;
}

function remark({ kind, isPrivate, isShared, isArchived }: ChannelView): string {
  if (kind === 'im') return '';
  const facts = [isPrivate && 'private', isShared && 'shared outside', isArchived && 'archived'];
  return facts.filter(Boolean).join(', ');
}
