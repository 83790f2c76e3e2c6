import { useState } from 'react';
import { api } from './api.ts';
import type { BotBody, WorldView } from './api-types.ts';

/** Whether the promise holds, what it is about in figures, and the bot's life and death. */
export function StatusBar({ world }: { readonly world: WorldView }) {
  const [trouble, setTrouble] = useState('');
  const { bot, verdict, counters } = world;
  const command = (what: BotBody['do']): void => {
    api.bot({ do: what }).then(
      () => setTrouble(''),
      (error: Error) => setTrouble(error.message),
    );
  };
  return (
    <div className="status-bar">
      <p className={`verdict ${verdict.state}`} role="status">
        <strong>{MARKS[verdict.state]}</strong> {verdict.says}
      </p>
      {verdict.broken.length > 0 && (
        <ul className="error">
          {verdict.broken.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      )}
      <dl className="counters">
        <Counter name="approvals" count={counters.approvals} />
        <Counter name="cancellations" count={counters.cancellations} />
        <Counter name="messages" count={counters.messages} />
      </dl>
      <p className={bot.isRunning ? 'note' : 'note down'}>{bot.says}</p>
      {bot.isRunning && (
        <button type="button" onClick={() => command('kill')}>
          kill -9
        </button>
      )}
      {!bot.isRunning && (
        <button type="button" disabled={bot.isStarting} onClick={() => command('start')}>
          Start the bot
        </button>
      )}
      {trouble !== '' && (
        <p className="error" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

const MARKS = { holds: '✓', waiting: '…', broken: '✗' } as const;

function Counter({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <div data-counter={name}>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}
