import { setTimeout as pause } from 'node:timers/promises';
import { IRIS, MAYA, OMAR } from '../../../journeys/stage.ts';
import { approveAlone, askByForm, reject } from '../forms.ts';
import { askedAndApproved, type Journey } from '../journey.ts';

const SLOW = 20;
/** The bot reads no new list before that. */
const LIST_KEPT_MS = 30_000;

/** What people decide, or leave undecided. */
export const DECIDED: readonly Journey[] = [
  {
    name: 'cancelled',
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
  {
    name: 'asked with the form',
    // A list and a form that wait for DDS give up after some seconds.
    speed: SLOW,
    async play(cast, { slack, dds }) {
      await askByForm(cast, slack);
      await cast.press(MAYA, 'withdraw', 'withdrawn');
      await cast.sees('Withdrawn');
      // The next list is to be a new one, and to show the next task on its first page.
      dds.setStatus(cast.task.jobId, 'Completed');
      await pause(LIST_KEPT_MS / SLOW);
    },
  },
  {
    name: 'rejected',
    async play(cast, { slack }) {
      await cast.ask();
      await reject(cast, slack, OMAR);
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
    name: 'emergency approval',
    env: { EMERGENCY_APPROVAL: 'on', APPROVERS: [MAYA, OMAR, IRIS].join() },
    async play(cast, { slack }) {
      await cast.ask();
      await approveAlone(cast, slack);
      await cast.sees('EMERGENCY: Cancelled');
    },
  },
  {
    name: 'dry run',
    env: { DRY_RUN: 'on' },
    play: (cast) => askedAndApproved(cast, 'Closed: dry run'),
  },
];
