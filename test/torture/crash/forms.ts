import { objectsIn } from '../../../src/sandbox/slack/block-kit/walk.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import type { OpenView } from '../../../src/sandbox/slack/view-store.ts';
import { MAYA, OPS } from '../../journeys/stage.ts';
import type { Cast } from './cast.ts';

/** Rejects, with a reason. */
export function reject(cast: Cast, slack: SlackSimulator, user: string): Promise<void> {
  return cast.insist(
    'the button reject',
    () => cast.isTold('rejected'),
    async (over) => {
      const view = await formOf({ cast, slack, over, user, form: 'reject' }, () =>
        cast.click(user, 'reject'),
      );
      await slack.submitView(user, view.id, { reason: { reason: 'not tonight' } });
    },
  );
}

/** The requester approves an own request, in an emergency. */
export function approveAlone(cast: Cast, slack: SlackSimulator): Promise<void> {
  return cast.insist(
    'the emergency approval',
    () => cast.isTold('emergency_approved'),
    async (over) => {
      const view = await formOf({ cast, slack, over, user: MAYA, form: 'emergency' }, () =>
        cast.click(MAYA, 'approve'),
      );
      const confirmation = { confirmation: cast.task.jobId.slice(-4) };
      await slack.submitView(MAYA, view.id, {
        reason: { reason: 'all else asleep' },
        confirmation,
      });
    },
  );
}

/** Picks the task from the list of those that are Pending, and fills in the form. */
export function askByForm(cast: Cast, slack: SlackSimulator): Promise<void> {
  return cast.insist('the form', cast.hasCard, async (over) => {
    const form = await formOf({ cast, slack, over, user: MAYA, form: 'ask' }, async () => {
      const before = slack.ephemeralsOf(MAYA).length;
      await slack.command(MAYA, OPS, '/dds-cancel list');
      const list = await slack.until(() => slack.ephemeralsOf(MAYA)[before], cast.patienceMs);
      over.throwIfAborted();
      const buttons = objectsIn(list.blocks).filter(({ type }) => type === 'button');
      const own = buttons.find(({ value }) => String(value).includes(cast.task.jobId));
      await slack.press(MAYA, { ...list, action_id: String(own?.['action_id']) });
    });
    await slack.submitView(MAYA, form.id, { reason: 'wrong size' });
  });
}

interface Wanted {
  readonly cast: Cast;
  readonly slack: SlackSimulator;
  readonly over: AbortSignal;
  readonly user: string;
  /** Its `callback_id`. */
  readonly form: 'ask' | 'reject' | 'emergency';
}

/** The form that somebody has open, be it from a bot that has died since; else they open one. */
async function formOf(
  { cast, slack, over, user, form }: Wanted,
  open: () => Promise<void>,
): Promise<OpenView> {
  const seen = () => {
    const view = slack.openViewOf(user);
    return view?.source['callback_id'] === form ? view : undefined;
  };
  if (seen() === undefined) {
    // One that was to become the form, and the bot has died over it.
    const other = slack.openViewOf(user);
    if (other !== undefined) await slack.closeView(user, other.id);
    await open();
  }
  const view = await slack.until(seen, cast.patienceMs);
  over.throwIfAborted();
  return view;
}
