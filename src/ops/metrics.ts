import { Counter, Gauge, Registry } from 'prom-client';

export interface Metrics {
  readonly commands: Counter<'answer'>;
  readonly decisions: Counter<'decision'>;
  readonly events: Counter<'event'>;
  readonly ddsCalls: Counter<'method' | 'status'>;
  readonly degraded: Gauge<'what'>;
  readonly contentType: string;
  /** In Prometheus' text format. */
  render(): Promise<string>;
}

/** Label values are words of ours, methods and statuses: never an id, a name or a text of a person. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Gauge({ name, help, labelNames, registers });

  return {
    commands: counter(
      'dds_cancel_commands_total',
      'Requests asked for, by command or form, by how they were answered',
      'answer',
    ),
    decisions: counter(
      'dds_cancel_decisions_total',
      'Decisions asked for on a card, by button or form, and checks again, by what became of them: the action, or why it did not count',
      'decision',
    ),
    events: counter(
      'dds_cancel_events_total',
      'Events appended to the journal by this process, by type',
      'event',
    ),
    ddsCalls: counter(
      'dds_cancel_dds_calls_total',
      'Calls to DDS that ended, by HTTP method and status; "none" without an answer',
      'method',
      'status',
    ),
    degraded: gauge(
      'dds_cancel_degraded',
      '1 while the bot runs without something it depends on, by what that is; else 0',
      'what',
    ),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
