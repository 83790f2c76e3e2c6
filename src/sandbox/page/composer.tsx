import { type RefObject, useState } from 'react';
import type { CommandView } from './api-types.ts';

export interface ComposerProps {
  readonly channelName: string;
  readonly text: string;
  readonly commands: readonly CommandView[];
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Where messages and commands are typed; what begins like a command is completed by Tab or a click. */
export function Composer({ channelName, text, commands, onText, onSend, input }: ComposerProps) {
  const [isClosed, setClosed] = useState(false);
  const offered = isClosed ? [] : commands.filter((it) => isBegun(text, it));
  const complete = ({ command }: CommandView): void => {
    onText(`${command} `);
    input.current?.focus();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label htmlFor="command">Message {channelName}</label>
      {offered.length > 0 && (
        <ul className="completions" aria-label="Commands">
          {offered.map((it) => (
            <li key={it.command}>
              <button type="button" onClick={() => complete(it)}>
                <strong>{it.command}</strong> <span className="note">{it.hint}</span>
                <span className="note">{it.description}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <input
          id="command"
          ref={input}
          value={text}
          autoComplete="off"
          spellCheck={false}
          placeholder="A message, or / for a command"
          onChange={(event) => {
            setClosed(false);
            onText(event.target.value);
          }}
          onKeyDown={(event) => {
            const [first] = offered;
            if (first === undefined) return;
            if (event.key === 'Escape') setClosed(true);
            if (event.key !== 'Tab' || event.shiftKey) return;
            event.preventDefault();
            complete(first);
          }}
        />
        <button type="submit" className="primary" disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}

function isBegun(text: string, { command }: CommandView): boolean {
  return text.startsWith('/') && command.startsWith(text);
}
