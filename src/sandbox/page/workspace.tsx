import { useRef, useState } from 'react';
import { api } from './api.ts';
import type { WorldView } from './api-types.ts';
import { ChannelList, channelTitle } from './channel-list.tsx';
import { Composer } from './composer.tsx';
import { channelEntries, type Entry } from './entries.ts';
import { MessageList } from './message-list.tsx';
import { TaskList } from './task-list.tsx';
import { ThreadPane } from './thread-pane.tsx';

const COMMAND = '/dds-cancel ';

/** Channels, the messages of one, its open thread, and the cloud's tasks. */
export function Workspace({ world }: { readonly world: WorldView }) {
  const [wanted, setWanted] = useState<string>();
  const [thread, setThread] = useState<string>();
  const [text, setText] = useState(COMMAND);
  const [trouble, setTrouble] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { as, channels } = world;
  const channel = channels.find(({ id }) => id === wanted) ?? channels[0];
  if (channel === undefined) return <p className="banner">This person is in no channel.</p>;

  const tell = (error: Error): void => setTrouble(error.message);
  const press = (entry: Entry, action_id: string): void => {
    const { channel, ts } = entry;
    api.press({ as, channel, ts, action_id }).then(() => setTrouble(''), tell);
  };
  const send = (): void => {
    const sent = (): void => {
      setText(COMMAND);
      setTrouble('');
    };
    api.command({ as, channel: channel.id, text: text.trim() }).then(sent, tell);
  };
  const open = (id: string): void => {
    setWanted(id);
    setThread(undefined);
  };
  const pick = (jobId: string): void => {
    setText(`${COMMAND}${jobId} `);
    input.current?.focus();
  };
  const isThreadShown = world.messages.some((it) => it.channel === channel.id && it.ts === thread);
  const title = channelTitle(channel);
  return (
    <main data-as={as}>
      <ChannelList channels={channels} current={channel.id} onOpen={open} />
      <section className="channel" aria-label={title}>
        <h2>{title}</h2>
        <MessageList
          label={`Messages in ${title}`}
          world={world}
          entries={channelEntries(world, channel.id)}
          onPress={press}
          onOpenThread={setThread}
        />
        {trouble !== '' && (
          <p className="error" role="alert">
            {trouble}
          </p>
        )}
        <Composer channelName={title} text={text} onText={setText} onSend={send} input={input} />
      </section>
      {thread !== undefined && isThreadShown && (
        <ThreadPane
          world={world}
          channel={channel.id}
          ts={thread}
          onPress={press}
          onClose={() => setThread(undefined)}
        />
      )}
      <TaskList tasks={world.tasks} onPick={pick} />
    </main>
  );
}
