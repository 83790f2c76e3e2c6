import type { CallView } from './api-types.ts';

const NAMES = { cloud: 'DDS', slack: 'Slack' } as const;

/** What the bot asked of DDS and of Slack, as it happens; the newest on top. */
export function CallList({ calls }: { readonly calls: readonly CallView[] }) {
  return (
    <details className="calls" open>
      <summary>The bot's calls</summary>
      <ol aria-label="Calls">
        {calls.map((call) => (
          <li key={`${call.at} ${call.what}`} className={call.isBad ? 'bad' : ''}>
            <time dateTime={call.at}>{call.at.slice(11, 19)}</time>
            <span className="to">{NAMES[call.to]}</span>
            <span className="what">
              {call.target} {call.what}
            </span>
            <span className="status">{call.status}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
