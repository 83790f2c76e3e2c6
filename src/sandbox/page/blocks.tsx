import { useEffect, useMemo, useRef, useState } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { Block, WorldView } from './api-types.ts';
import { buttonIn, type PressedButton } from './button-in.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { forDrawing } from './for-drawing.ts';
import { type MessageLink, messageLink } from './message-link.ts';
import { readerOf } from './reader.ts';
import { slackDate } from './slack-date.ts';

export interface BlocksProps {
  readonly world: WorldView;
  readonly blocks: readonly Block[];
  readonly onPress?: (actionId: string) => void;
  readonly onOpenLink?: (link: MessageLink) => void;
}

/** Block Kit blocks, drawn; their buttons press after their confirm dialog, if they have one. */
export function Blocks({ world, blocks, onPress, onOpenLink }: BlocksProps) {
  const [pressed, setPressed] = useState<PressedButton>();
  const surface = useRef<HTMLDivElement>(null);
  const drawn = useMemo(() => forDrawing(blocks) as unknown as MessageProps['blocks'], [blocks]);
  useEffect(() => {
    const element = surface.current;
    const click = (event: MouseEvent): void => {
      if (follow(event, onOpenLink)) return;
      const found = buttonIn(blocks, closest(event, 'button[id]')?.id ?? '');
      if (found?.confirm) setPressed(found);
      else if (found) onPress?.(found.actionId);
    };
    element?.addEventListener('click', click);
    return () => element?.removeEventListener('click', click);
  }, [blocks, onPress, onOpenLink]);
  const { people, channels, groups } = world;
  const reader = readerOf(world);
  return (
    <div ref={surface}>
      <Message
        blocks={drawn}
        name=""
        logo=""
        withoutWrapper
        data={{
          users: people.map(({ id, realName }) => ({ id, name: realName })),
          channels: channels.map(({ id, name }) => ({ id, name })),
          user_groups: [...groups],
        }}
        hooks={{ date: ({ timestamp, format }) => slackDate(Number(timestamp), format, reader) }}
      />
      {pressed?.confirm && (
        <ConfirmDialog
          confirm={pressed.confirm}
          onDeny={() => setPressed(undefined)}
          onConfirm={() => {
            setPressed(undefined);
            onPress?.(pressed.actionId);
          }}
        />
      )}
    </div>
  );
}

/** A permalink opens the message here, every other address a window of its own. */
function follow(event: Event, open: BlocksProps['onOpenLink']): boolean {
  const link = closest(event, 'a[href]');
  if (!(link instanceof HTMLAnchorElement)) return false;
  event.preventDefault();
  const message = messageLink(link.href);
  if (message === null) window.open(link.href, '_blank', 'noopener');
  else open?.(message);
  return true;
}

function closest({ target }: Event, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null;
}
