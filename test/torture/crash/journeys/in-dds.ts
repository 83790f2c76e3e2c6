import { ddsError } from '../../../../src/sandbox/dds/answer.ts';
import { answering, serverError, throttled } from '../../../../src/sandbox/dds/answer-faults.ts';
import { becomesRunning, resetAfterCommit } from '../../../../src/sandbox/dds/connection-faults.ts';
import { MAYA, OMAR } from '../../../journeys/stage.ts';
import { askedAndApproved, type Journey } from '../journey.ts';

const HOUR_MS = 3_600_000;
const FOR_EVER = Number.POSITIVE_INFINITY;
const STARTED = 'Closed: started';

/** What DDS does otherwise than hoped, and what becomes of the task without the bot. */
export const IN_DDS: readonly Journey[] = [
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
      dds.fail({ kind: 'cancel', jobId: cast.task.jobId, times: FOR_EVER }, refused);
      await askedAndApproved(cast, 'Not cancelled');
      dds.clearFaults();
      await cast.press(MAYA, 'try_again', 'retried');
      await cast.sees('Cancelled');
    },
  },
  {
    name: 'unknown, then checked again',
    async play(cast, { dds }) {
      const { jobId } = cast.task;
      dds.fail({ kind: 'cancel', jobId }, (call) => {
        dds.fail({ kind: 'list', times: FOR_EVER }, serverError());
        return resetAfterCommit()(call);
      });
      await askedAndApproved(cast, 'Outcome unknown');
      dds.clearFaults();
      await cast.insist(
        'the button check_again',
        () => ENDED.includes(cast.header()),
        () => cast.click(MAYA, 'check_again'),
      );
    },
  },
  {
    name: 'few calls allowed',
    env: { DDS_CALLS_PER_MINUTE: '2' },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
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
      // After a start the watch may be there before Omar is.
      await cast.insist(
        'the button approve',
        () => cast.isTold('approved') || cast.header() === STARTED,
        () => cast.click(OMAR, 'approve'),
      );
      await cast.sees(STARTED);
    },
  },
  {
    name: 'task started, and nobody presses anything',
    async play(cast, { dds }) {
      await cast.ask();
      dds.setStatus(cast.task.jobId, 'Running');
      await cast.sees(STARTED);
    },
  },
];

/** A bot that died before its `DELETE` reached DDS finds the task as it was. */
const ENDED: readonly string[] = ['Cancelled', 'Not cancelled'];
