import type { FormEvent } from 'react';
import { api } from './api.ts';
import type { ViewValues } from './api-asks.ts';
import type { ModalView, WorldView } from './api-types.ts';
import { Blocks } from './blocks.tsx';
import { Dialog } from './dialog.tsx';
import { Failed } from './failed.tsx';
import { ModalInput, readFieldName } from './modal-input.tsx';
import { useAct } from './use-act.ts';

export interface ModalProps {
  readonly world: WorldView;
  readonly modal: ModalView;
}

/** The modal that the app has opened for the person acting. */
export function Modal({ world, modal }: ModalProps) {
  const { failed, act } = useAct();
  const { as } = world;
  const view = modal.id;
  const press = (action_id: string): void => act(api.press({ as, view, action_id }));
  const close = (): void => act(api.closeView({ as, view }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = valuesIn(new FormData(event.currentTarget));
    act(api.submit({ as, view, values }));
  };
  return (
    <Dialog title={modal.title} onClose={close}>
      <form onSubmit={submit}>
        {modal.blocks.map((block) =>
          block['type'] === 'input' ? (
            <ModalInput
              key={String(block['block_id'])}
              block={block}
              channels={world.channels}
              error={modal.errors[String(block['block_id'])]}
            />
          ) : (
            <Blocks
              key={String(block['block_id'])}
              world={world}
              blocks={[block]}
              onPress={press}
            />
          ),
        )}
        <Failed why={failed} />
        <div className="dialog-buttons">
          <button type="button" onClick={close}>
            {modal.close}
          </button>
          {modal.submit !== null && (
            <button type="submit" className="primary">
              {modal.submit}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function valuesIn(form: FormData): ViewValues {
  const values: Record<string, Record<string, string>> = {};
  for (const [name, value] of form) {
    const [blockId, actionId] = readFieldName(name);
    if (value !== '') values[blockId] = { ...values[blockId], [actionId]: String(value) };
  }
  return values;
}
