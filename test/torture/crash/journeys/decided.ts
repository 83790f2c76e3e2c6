import { ddsError } from '../../../src/sandbox/dds/answer.ts';
import { answering, throttled } from '../../../src/sandbox/dds/answer-faults.ts';
import { becomesRunning, resetAfterCommit } from '../../../src/sandbox/dds/connection-faults.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { IRIS, MAYA, OMAR, OPS } from '../../journeys/stage.ts';
import type { Cast } from './cast.ts';

/** One request from the command to its end. */
export interface Journey {
  readonly name: string;
  /** Laid over the bot's environment. */
  readonly env?: Readonly<Record<string, string>>;
  play(cast: Cast, world: SandboxWorld): Promise<void>;
}

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'cancelled',
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
  {
    name: 'reply of the DELETE lost',
    play(cast, { dds }) {
      dds.fail({ kind: 'cancel', jobId: cast.task.jobId }, resetAfterCommit());
      return askedAndApproved(cast, 'Cancelled');
    },
  },
  {
    name: 'DELETE throttled',
    play(cast, { dds }) {
      dds.fail({ kind: 'cancel', jobId: cast.task.jobId }, throttled());
      return askedAndApproved(cast, 'Cancelled');
    },
  },
  {
    name: 'refused, then tried again',
    async play(cast, { dds }) {
      const refused = answering(ddsError('DBS.200019'));
      dds.fail(
        { kind: 'cancel', jobId: cast.task.jobId, times: Number.POSITIVE_INFINITY },
        refused,
      );
      await askedAndApproved(cast, 'Not cancelled');
      dds.clearFaults();
      await cast.press(MAYA, 'try_again', 'retried');
      await cast.sees('Cancelled');
    },
  },
  {
    name: 'task changed',
    async play(cast, { dds }) {
      await cast.ask();
      const { jobId, startTime } = cast.task;
      dds.changeTask(jobId, { startTime: new Date(Number(startTime) + HOUR_MS) });
      await cast.press(OMAR, 'approve', 'task_changed');
      // The first approval is told of only where it, and not the watch, came upon the change.
      await cast.press(OMAR, 'approve', 'approved', { after: 'task_changed' });
      await cast.sees('Cancelled');
    },
  },
  {
    name: 'rejected',
    async play(cast) {
      await cast.ask();
      await cast.reject(OMAR);
      await cast.sees('Rejected');
    },
  },
  {
    name: 'withdrawn',
    async play(cast) {
      await cast.ask();
      await cast.press(MAYA, 'withdraw', 'withdrawn');
      await cast.sees('Withdrawn');
    },
  },
  {
    name: 'expired',
    env: { APPROVAL_TTL_MINUTES: '1' },
    async play(cast) {
      await cast.ask();
      await cast.sees('Closed: expired');
    },
  },
  {
    name: 'two approvals',
    env: { REQUIRED_APPROVALS: '2' },
    async play(cast) {
      await cast.ask();
      await cast.press(IRIS, 'approve', 'approved');
      await cast.press(OMAR, 'approve', 'approved', { by: OMAR });
      await cast.sees('Cancelled');
    },
  },
  {
    name: 'task started before the DELETE',
    play(cast, { dds }) {
      dds.fail({ kind: 'cancel', jobId: cast.task.jobId }, becomesRunning());
      return askedAndApproved(cast, 'Not cancelled');
    },
  },
  {
    name: 'task started before the re-read',
    async play(cast, { dds }) {
      await cast.ask();
      dds.setStatus(cast.task.jobId, 'Running');
      await cast.press(OMAR, 'approve', 'approved');
      await cast.sees('Closed: started');
    },
  },
  {
    name: 'reply to the card lost',
    async play(cast, { slack }) {
      slack.fail({ method: 'chat.postMessage', channel: OPS }, 'reset after commit');
      await askedAndApproved(cast, 'Cancelled');
    },
  },
];

const HOUR_MS = 3_600_000;

async function askedAndApproved(cast: Cast, header: string): Promise<void> {
  await cast.ask();
  await cast.press(OMAR, 'approve', 'approved');
  await cast.sees(header);
}
