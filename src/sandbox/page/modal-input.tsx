import { useId } from 'react';
import type { Block, ChannelView } from './api-types.ts';
import { textOf } from './button-in.ts';

export interface ModalInputProps {
  readonly block: Block;
  /** Those the person can see, for elements that choose one. */
  readonly channels: readonly ChannelView[];
  readonly error: string | undefined;
}

/** An input block: its label, its element, its hint, and what the app said is wrong with it. */
export function ModalInput({ block, channels, error }: ModalInputProps) {
  const id = useId();
  const hint = textOf(block['hint']);
  const isOptional = block['optional'] === true;
  return (
    <div className="field">
      <label htmlFor={id}>
        {textOf(block['label'])}
        {isOptional && <span className="note"> (optional)</span>}
      </label>
      <Field
        id={id}
        name={fieldName(String(block['block_id']), block['element'] as Block)}
        element={withOptions(block['element'] as Block, channels)}
        required={!isOptional}
        describedBy={`${id}-hint ${id}-error`}
      />
      <p id={`${id}-hint`} className="note">
        {hint}
      </p>
      <p id={`${id}-error`} className="error" role={error === undefined ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}

/** A choice of a channel is a choice of one of these. */
function withOptions(element: Block, channels: readonly ChannelView[]): Block {
  const { type, initial_conversation, initial_channel } = element;
  if (type !== 'conversations_select' && type !== 'channels_select') return element;
  const options = channels
    .filter(({ kind }) => kind === 'channel')
    .map(({ id, name }) => ({ value: id, text: { text: `#${name}` } }));
  const initial_option = { value: initial_conversation ?? initial_channel };
  return { ...element, options, initial_option };
}

/** Where a form keeps the value of an element; `readFieldName` takes it apart. */
function fieldName(blockId: string, element: Block): string {
  return JSON.stringify([blockId, element['action_id']]);
}

export function readFieldName(name: string): readonly [blockId: string, actionId: string] {
  return JSON.parse(name) as [string, string];
}

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly element: Block;
  readonly required: boolean;
  readonly describedBy: string;
}

function Field({ element, describedBy, ...rest }: FieldProps) {
  const { type, multiline, max_length, initial_value, options } = element;
  const shared = {
    ...rest,
    'aria-describedby': describedBy,
    ...(typeof max_length === 'number' && { maxLength: max_length }),
  };
  const initial = typeof initial_value === 'string' ? initial_value : '';
  if (Array.isArray(options))
    return <Choice element={element} describedBy={describedBy} {...rest} />;
  if (multiline === true) return <textarea rows={4} defaultValue={initial} {...shared} />;
  const kind = type === 'number_input' ? 'number' : 'text';
  return <input type={kind} defaultValue={initial} {...shared} />;
}

/** Whatever Slack draws for a choice of one, a menu says the same. */
function Choice({ element, describedBy, ...rest }: FieldProps) {
  const initial = (element['initial_option'] as Block | undefined)?.['value'];
  return (
    <select {...rest} aria-describedby={describedBy} defaultValue={String(initial ?? '')}>
      <option value="">{textOf(element['placeholder'])}</option>
      {(element['options'] as Block[]).map((option) => (
        <option key={String(option['value'])} value={String(option['value'])}>
          {textOf(option['text'])}
        </option>
      ))}
    </select>
  );
}
