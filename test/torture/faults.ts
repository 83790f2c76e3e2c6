import type { Fault as DdsFault } from '../../src/sandbox/dds/fault.ts';
import type { DdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import type { Fault as SlackFault } from '../../src/sandbox/slack/faults.ts';
import type { Stage } from '../journeys/stage.ts';
import { ANSWERS, CONNECTIONS, LISTS } from './dds-faults.ts';
import type { Dice } from './dice.ts';
import { ANSWERING, ASKING, POSTING, SLACK_FAULTS } from './slack-faults.ts';

const ALL_ANSWERS = Object.values(ANSWERS);
const ALL_CONNECTIONS = Object.values(CONNECTIONS);
const ALL_LISTS = Object.values(LISTS);
/** A key that is refused once is used no more for five minutes, and the storm would be over. */
const REFUSALS: readonly unknown[] = [
  ...[ANSWERS.tokenExpired, ANSWERS.serviceToken401, ANSWERS.noAgency, ANSWERS.echoing401],
];
const MOST_REFUSALS = 0.1;

/** Plans what goes wrong for the next calls, whoever makes them. */
export function drawFaults({ dds, slack }: Stage, dice: Dice, jobId: string): void {
  if (dice.chance(0.6)) {
    const times = 1 + dice.below(2);
    const fault = dice.chance(0.1)
      ? freezing(dds, jobId)
      : draw(dds, dice, dice.chance(0.5) ? ALL_ANSWERS : ALL_CONNECTIONS);
    dds.fail({ kind: 'cancel', jobId, times }, fault);
  }
  if (dice.chance(0.2)) {
    const fault = draw(dds, dice, dice.pick([ALL_ANSWERS, ALL_CONNECTIONS, ALL_LISTS]));
    dds.fail({ kind: dice.pick(['list', 'list', 'list', 'instances', 'token']) }, fault);
  }
  for (const [methods, probability] of [
    [POSTING, 0.3],
    [ASKING, 0.15],
    [ANSWERING, 0.15],
  ] as const)
    if (dice.chance(probability)) slack.fail({ method: dice.pick(methods) }, drawSlack(dice));
}

type Forms = readonly ((dds: DdsSimulator) => DdsFault)[];

function draw(dds: DdsSimulator, dice: Dice, tables: readonly Forms[]): DdsFault {
  const drawn = dice.pick(tables);
  const forms = REFUSALS.includes(drawn) && !dice.chance(MOST_REFUSALS) ? dice.pick(tables) : drawn;
  return dice.pick(forms)(dds);
}

function drawSlack(dice: Dice): SlackFault {
  return dice.pick<SlackFault>(dice.pick<readonly SlackFault[]>(Object.values(SLACK_FAULTS)));
}

/** Just before its cancel is handled the task gets a status of which nobody can tell what it means. */
function freezing(dds: DdsSimulator, jobId: string): DdsFault {
  return (call) => {
    const task = dds.tasks().find((one) => one.jobId === jobId);
    if (task?.status === 'Pending') dds.setStatus(jobId, 'Frozen');
    return call.handle();
  };
}
