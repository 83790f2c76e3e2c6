import type { SandboxTask } from '../../src/sandbox/dds/task.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { GWEN, IRIS, MAYA, OMAR, type Stage, TOMO } from '../journeys/stage.ts';
import type { Dice } from './dice.ts';

/** One request in the storm: the card as it was first posted, and the task it is about. */
export interface Storming {
  readonly stage: Stage;
  readonly dice: Dice;
  readonly card: Message;
  readonly task: SandboxTask;
  /** Buttons of other requests, for forgers. */
  readonly otherValues: readonly string[];
  /** One modal at a time, for each person. */
  readonly modals: Map<string, Promise<void>>;
}

type Move = (storming: Storming) => () => Promise<unknown>;

const EVERYBODY = [MAYA, OMAR, IRIS, TOMO, GWEN] as const;
const APPROVERS = [OMAR, IRIS] as const;
const REQUESTERS = [MAYA, OMAR, TOMO] as const;
const HOUR_MS = 3_600_000;

/** What one person, or DDS, does next. All chance is used up when this returns; the act comes later. */
export function drawMove(storming: Storming): () => Promise<unknown> {
  return storming.dice.pick(MOVES)(storming);
}

/** Everybody who may approve does, at once. */
export function approveAtLast(storming: Storming): Promise<unknown> {
  return Promise.all(APPROVERS.map((user) => click(storming, user, 'approve')()));
}

/** Whoever asked no longer wants it. */
export function giveUp(storming: Storming): Promise<unknown> {
  return Promise.all(REQUESTERS.map((user) => click(storming, user, 'withdraw')()));
}

/** Everybody presses the one button that an outcome may leave. */
export async function tryAgain(storming: Storming): Promise<void> {
  const { stage, card } = storming;
  const action = stage.cardNow(card).includes('try_again') ? 'try_again' : 'check_again';
  await Promise.all(EVERYBODY.map((user) => click(storming, user, action)()));
}

const MOVES: readonly Move[] = [
  (it) => click(it, it.dice.pick(APPROVERS), 'approve'),
  (it) => click(it, it.dice.pick(APPROVERS), 'approve'),
  (it) => click(it, it.dice.pick(APPROVERS), 'approve', { twice: it.dice.chance(0.5) }),
  (it) => click(it, it.dice.pick(EVERYBODY), 'approve'),
  (it) => click(it, it.dice.pick(EVERYBODY), 'withdraw', { twice: it.dice.chance(0.3) }),
  (it) => click(it, it.dice.pick(EVERYBODY), it.dice.pick(['try_again', 'check_again'])),
  (it) => reject(it, it.dice.pick(EVERYBODY)),
  forge,
  taskMoves,
];

/** A click on the card as it was first posted, which a client may still show. */
function click(
  { stage, card }: Storming,
  user: string,
  action_id: string,
  options: { readonly twice?: boolean; readonly value?: string } = {},
) {
  const { twice = false, value } = options;
  const at = { channel: card.channel, ts: card.ts, action_id: 'withdraw' };
  const forgeAction = { action_id, ...(value === undefined ? {} : { value }) };
  return () => stage.slack.press(user, at, { twice, forgeAction, staleMessage: card });
}

function reject(storming: Storming, user: string) {
  const { modals } = storming;
  return () => {
    const before = modals.get(user) ?? Promise.resolve();
    const rejected = before.then(() => rejectOnce(storming, user));
    modals.set(user, rejected);
    return rejected;
  };
}

async function rejectOnce({ stage, card }: Storming, user: string): Promise<void> {
  const { slack, now } = stage;
  const since = now().toISOString();
  const at = { channel: card.channel, ts: card.ts, action_id: 'reject' };
  await slack.press(user, at, { staleMessage: card });
  // Where the modal cannot be opened, the person is told.
  const isTold = () => slack.ephemeralsOf(user).some((one) => one.at >= since);
  await slack.until(() => slack.openViewOf(user) ?? isTold());
  const view = slack.openViewOf(user);
  if (view === undefined) return;
  await slack.submitView(user, view.id, { reason: { reason: 'DDS listed it as Canceled.' } });
}

function forge(storming: Storming) {
  const { dice, otherValues } = storming;
  const value = dice.pick([...otherValues, '', 'x', '../../instances:1', `${'0'.repeat(16)}:1`]);
  const action = dice.pick(['approve', 'withdraw', 'try_again']);
  return click(storming, dice.pick(EVERYBODY), action, { value });
}

function taskMoves({ stage, dice, task }: Storming) {
  const status = dice.pick([
    'Running',
    'Completed',
    'Failed',
    'Canceled',
    'Frozen',
    'gone',
    'later',
  ]);
  return async () => {
    const { dds } = stage;
    const listed = dds.tasks().find(({ jobId }) => jobId === task.jobId);
    // There is no un-cancel.
    if (listed === undefined || listed.status === 'Canceled') return;
    if (status === 'gone') dds.removeTask(task.jobId);
    else if (status !== 'later') dds.setStatus(task.jobId, status);
    else dds.changeTask(task.jobId, { startTime: new Date(Number(task.startTime) + HOUR_MS) });
  };
}
