import * as answers from '../../src/sandbox/dds/answer-faults.ts';
import * as connections from '../../src/sandbox/dds/connection-faults.ts';
import type { Fault as DdsFault } from '../../src/sandbox/dds/fault.ts';
import type { Fault as SlackFault } from '../../src/sandbox/slack/faults.ts';
import type { Stage } from '../journeys/stage.ts';
import type { Dice } from './dice.ts';

/** What may become of a `DELETE`. Delays are real milliseconds. */
const CANCEL_FAULTS: readonly (() => DdsFault)[] = [
  answers.throttled,
  () => answers.throttled({ code: 'DBS.280443' }),
  answers.busy,
  answers.serverError,
  answers.gateway502,
  answers.gateway504,
  answers.unavailable503,
  () => answers.htmlPage(200),
  () => answers.htmlPage(502),
  () => answers.emptyBody(200),
  () => connections.delayMs(20),
  connections.resetBefore,
  connections.resetAfterCommit,
  connections.lostReply,
  connections.hang,
  () => connections.hangThenCommit(40),
  () => connections.hangThenCommit(400),
  connections.becomesRunning,
  () => connections.answeringAfterCommit({ status: 500 }),
  () => connections.answeringAfterCommit({ status: 200, json: { ok: true } }),
];
const LIST_FAULTS: readonly (() => DdsFault)[] = [
  answers.throttled,
  answers.serverError,
  answers.gateway504,
  () => answers.htmlPage(200),
  () => connections.delayMs(20),
  connections.resetBefore,
  connections.hang,
];

const POSTING = ['chat.postMessage', 'chat.update'] as const;
const ASKING = ['users.info', 'conversations.members', 'conversations.replies'] as const;
const SLACK_FAULTS: readonly SlackFault[] = [
  ...(['reset after commit', 'reset before', 'html page'] as const),
  ...[{ status: 503 }, { status: 500 }, { rateLimited: 1 }, { delayMs: 20 }],
  { error: 'internal_error' },
];

/** Plans what goes wrong for the next calls, whoever makes them. */
export function drawFaults({ dds, slack }: Stage, dice: Dice, jobId: string): void {
  if (dice.chance(0.6)) {
    const times = 1 + dice.below(2);
    const fault = dice.chance(0.1) ? freezing(dds, jobId) : dice.pick(CANCEL_FAULTS)();
    dds.fail({ kind: 'cancel', jobId, times }, fault);
  }
  if (dice.chance(0.2)) dds.fail({ kind: 'list' }, dice.pick(LIST_FAULTS)());
  if (dice.chance(0.3)) slack.fail({ method: dice.pick(POSTING) }, dice.pick(SLACK_FAULTS));
  if (dice.chance(0.15)) slack.fail({ method: dice.pick(ASKING) }, dice.pick(SLACK_FAULTS));
}

/** Just before its cancel is handled the task gets a status of which nobody can tell what it means. */
function freezing(dds: Stage['dds'], jobId: string): DdsFault {
  return (call) => {
    const task = dds.tasks().find((one) => one.jobId === jobId);
    if (task?.status === 'Pending') dds.setStatus(jobId, 'Frozen');
    return call.handle();
  };
}
