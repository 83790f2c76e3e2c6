import type { SocketModeReceiver } from '@slack/bolt';
import type { ReplayGuard } from './replay-guard.ts';

interface Envelope {
  readonly envelope_id: string;
  readonly ack: () => Promise<void>;
}

/**
 * Slack delivers an envelope again whose ack it has missed, by any connection. Taken a second time,
 * an approver's one click would be answered with "this was settled before your click". So what is
 * known in `seen` is acked, and goes no further.
 */
export function dropRepeats(client: SocketModeReceiver['client'], seen: ReplayGuard): void {
  const handlers = client.listeners('slack_event');
  client.removeAllListeners('slack_event');
  client.on('slack_event', (envelope: Envelope) => {
    if (seen.isNew(envelope.envelope_id)) for (const handle of handlers) handle(envelope);
    else envelope.ack().catch(() => undefined);
  });
}
