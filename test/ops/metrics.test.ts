import { expect, test } from '@jest/globals';
import { createMetrics } from '../../src/ops/metrics.ts';

test('what was counted is rendered by name and label', async () => {
  const metrics = createMetrics();
  metrics.commands.inc({ answer: 'asked' });
  metrics.decisions.inc({ decision: 'approve' });
  metrics.events.inc({ event: 'approved' });
  metrics.ddsCalls.inc({ method: 'DELETE', status: '204' });
  metrics.degraded.set({ what: 'dds' }, 1);

  const lines = (await metrics.render()).split('\n').filter((line) => /^[^#]/.test(line));
  expect(lines).toEqual([
    'dds_cancel_commands_total{answer="asked"} 1',
    'dds_cancel_decisions_total{decision="approve"} 1',
    'dds_cancel_events_total{event="approved"} 1',
    'dds_cancel_dds_calls_total{method="DELETE",status="204"} 1',
    'dds_cancel_degraded{what="dds"} 1',
  ]);
});

test('two sets of metrics in one process do not meet', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.commands.inc({ answer: 'asked' });
  expect(await other.render()).not.toContain('"asked"');
});
