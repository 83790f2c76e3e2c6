import type { ChannelView, WorldView } from './api-types.ts';

export interface MemberListProps {
  readonly world: WorldView;
  readonly channel: ChannelView;
}

/** Who is in the channel, with what they are. */
export function MemberList({ world, channel }: MemberListProps) {
  const members = world.people.filter(({ id }) => channel.members.includes(id));
  return (
    <details className="members">
      <summary>{members.length} members</summary>
      <ul>
        {members.map(({ id, realName, role }) => (
          <li key={id}>
            {realName} {role !== '' && <span className="note">{role}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
