import type { RefObject } from 'react';

export interface ComposerProps {
  readonly channelName: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

export function Composer({ channelName, text, onText, onSend, input }: ComposerProps) {
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label htmlFor="command">Command in {channelName}</label>
      <div className="row">
        <input
          id="command"
          ref={input}
          value={text}
          autoComplete="off"
          spellCheck={false}
          placeholder="/dds-cancel <job-id> [reason]"
          onChange={(event) => onText(event.target.value)}
        />
        <button type="submit" className="primary" disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}
