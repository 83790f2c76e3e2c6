import { type FormEvent, useState } from 'react';
import { api } from './api.ts';
import type { ModalView, ViewValues, WorldView } from './api-types.ts';
import { Blocks } from './blocks.tsx';
import { Dialog } from './dialog.tsx';
import { ModalInput, readFieldName } from './modal-input.tsx';

export interface ModalProps {
  readonly world: WorldView;
  readonly modal: ModalView;
}

/** The modal that the app has opened for the person acting. */
export function Modal({ world, modal }: ModalProps) {
  const [trouble, setTrouble] = useState('');
  const tell = (error: Error): void => setTrouble(error.message);
  const { as } = world;
  const view = modal.id;
  const press = (action_id: string): void => void api.press({ as, view, action_id }).catch(tell);
  const close = (): void => void api.closeView({ as, view }).catch(tell);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = valuesIn(new FormData(event.currentTarget));
    api.submit({ as, view, values }).then(() => setTrouble(''), tell);
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
        {trouble !== '' && (
          <p className="error" role="alert">
            {trouble}
          </p>
        )}
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
