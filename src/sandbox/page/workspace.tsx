import { useRef, useState } from 'react';
import { api } from './api.ts';
import type { WorldView } from './api-types.ts';
import { ChannelList, channelTitle } from './channel-list.tsx';
import { Composer } from './composer.tsx';
import { channelEntries, type Entry } from './entries.ts';
import { Failed } from './failed.tsx';
import { MemberList } from './member-list.tsx';
import type { MessageActs } from './message.tsx';
import type { MessageLink } from './message-link.ts';
import { MessageList } from './message-list.tsx';
import { ShortcutMenu } from './shortcut-menu.tsx';
import { Stage } from './stage.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { useAct } from './use-act.ts';

const COMMAND = '/dds-cancel ';

export interface WorkspaceProps {
  readonly world: WorldView;
  readonly onScene: (id: string) => void;
}

/** Channels, the messages of one, its open thread, and what is behind the scenes. */
export function Workspace({ world, onScene }: WorkspaceProps) {
  const [wanted, setWanted] = useState<string>();
  const [thread, setThread] = useState<string>();
  const [text, setText] = useState('');
  const { failed, act } = useAct();
  const input = useRef<HTMLInputElement>(null);
  const { as, channels } = world;
  const channel = channels.find(({ id }) => id === wanted) ?? channels[0];
  if (channel === undefined) return <p className="banner">This person is in no channel.</p>;

  const open = (link: MessageLink): void => {
    setWanted(link.channel);
    setThread(link.ts);
  };
  const shortcut = (callback_id: string, on?: Entry): void => {
    const place = on && { on: { channel: on.channel, ts: on.ts } };
    act(api.shortcut({ as, callback_id, ...place }));
  };
  const acts: MessageActs = {
    onPress: ({ channel, ts }, action_id) => act(api.press({ as, channel, ts, action_id })),
    onShortcut: (entry, callbackId) => shortcut(callbackId, entry),
    onOpenLink: open,
  };
  const send = (): void =>
    act(api.command({ as, channel: channel.id, text: text.trim() }), () => setText(''));
  const pick = (jobId: string): void => {
    setText(`${COMMAND}${jobId} `);
    input.current?.focus();
  };
  const isThreadShown = world.messages.some((it) => it.channel === channel.id && it.ts === thread);
  const title = channelTitle(channel);
  return (
    <main data-as={as}>
      <ChannelList
        channels={channels}
        current={channel.id}
        onOpen={(id) => {
          setWanted(id);
          setThread(undefined);
        }}
      />
      <section className="channel" aria-label={title}>
        <header className="row">
          <h2>{title}</h2>
          <MemberList world={world} channel={channel} />
        </header>
        <MessageList
          label={`Messages in ${title}`}
          world={world}
          entries={channelEntries(world, channel.id)}
          onOpenThread={setThread}
          {...acts}
        />
        <Failed why={failed} />
        <ShortcutMenu
          label="Shortcuts"
          shortcuts={world.shortcuts.filter(({ kind }) => kind === 'global')}
          onChoose={(id) => shortcut(id)}
        />
        <Composer
          channelName={title}
          commands={world.commands}
          text={text}
          onText={setText}
          onSend={send}
          input={input}
        />
      </section>
      {thread !== undefined && isThreadShown && (
        <ThreadPane
          world={world}
          channel={channel.id}
          ts={thread}
          onClose={() => setThread(undefined)}
          {...acts}
        />
      )}
      <Stage world={world} onPick={pick} onScene={onScene} />
    </main>
  );
}
