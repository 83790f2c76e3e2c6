import { useEffect, useMemo, useRef, useState } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { Block, WorldView } from './api-types.ts';
import { buttonIn, type PressedButton } from './button-in.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { forDrawing } from './for-drawing.ts';
import { slackDate } from './slack-date.ts';

export interface BlocksProps {
  readonly world: WorldView;
  readonly blocks: readonly Block[];
  readonly onPress?: (actionId: string) => void;
}

/** Block Kit blocks, drawn; their buttons press after their confirm dialog, if they have one. */
export function Blocks({ world, blocks, onPress }: BlocksProps) {
  const [pressed, setPressed] = useState<PressedButton>();
  const surface = useRef<HTMLDivElement>(null);
  const drawn = useMemo(() => forDrawing(blocks) as unknown as MessageProps['blocks'], [blocks]);
  useEffect(() => {
    const element = surface.current;
    const click = (event: MouseEvent): void => {
      const button = event.target instanceof Element && event.target.closest('button[id]');
      const found = button ? buttonIn(blocks, button.id) : undefined;
      if (found?.confirm) setPressed(found);
      else if (found) onPress?.(found.actionId);
    };
    element?.addEventListener('click', click);
    return () => element?.removeEventListener('click', click);
  }, [blocks, onPress]);
  const { people, channels, groups } = world;
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
        hooks={{ date: ({ timestamp, format }) => slackDate(Number(timestamp), format) }}
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
