import { api } from './api.ts';
import type { BotBody } from './api-asks.ts';
import type { WorldView } from './api-types.ts';
import { Failed } from './failed.tsx';
import { useAct } from './use-act.ts';

/** Whether the promise holds, what it is about in figures, and the bot's life and death. */
export function StatusBar({ world }: { readonly world: WorldView }) {
  const { failed, act } = useAct();
  const { bot, verdict, counters } = world;
  const command = (what: BotBody['do']): void => act(api.bot({ do: what }));
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
        <Counter of="approval" count={counters.approvals} />
        <Counter of="cancellation" count={counters.cancellations} />
        <Counter of="message" count={counters.messages} />
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
      <Failed why={failed} />
    </div>
  );
}

const MARKS = { holds: '✓', waiting: '…', broken: '✗' } as const;

function Counter({ of, count }: { readonly of: string; readonly count: number }) {
  return (
    <div data-counter={`${of}s`}>
      <dt>{count === 1 ? of : `${of}s`}</dt>
      <dd>{count}</dd>
    </div>
  );
}
