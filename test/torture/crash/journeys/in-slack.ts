import type { SlackSimulator } from '../../../../src/sandbox/slack/simulator.ts';
import { MAYA, OMAR, OPS } from '../../../journeys/stage.ts';
import { askedAndApproved, type Journey } from '../journey.ts';

const POST = { method: 'chat.postMessage', channel: OPS } as const;
const FOR_EVER = Number.POSITIVE_INFINITY;

/** What Slack does not take, or takes without a word. */
export const IN_SLACK: readonly Journey[] = [
  {
    name: 'reply to the card lost',
    async play(cast, { slack }) {
      slack.fail(POST, 'reset after commit');
      await askedAndApproved(cast, 'Cancelled');
    },
  },
  {
    name: 'reply to the trail lost',
    async play(cast, { slack }) {
      await cast.ask();
      await cast.hears('requested');
      const before = looksInto(slack);
      slack.fail(POST, 'reset after commit');
      await cast.press(MAYA, 'withdraw', 'withdrawn');
      await cast.insist(
        'the look for it',
        () => looksInto(slack) > before,
        async () => undefined,
      );
      await cast.sees('Withdrawn');
    },
  },
  {
    name: 'card refused for good',
    play(cast, { slack }) {
      slack.fail({ ...POST, times: FOR_EVER }, { error: 'restricted_action' });
      const { jobId } = cast.task;
      return cast.insist(
        'the command',
        () => isWritten(slack, jobId, 'restricted_action'),
        () => slack.command(MAYA, OPS, `/dds-cancel ${jobId} wrong size`),
      );
    },
  },
  {
    name: 'thread refused for good',
    async play(cast, { slack }) {
      await cast.ask();
      await cast.hears('requested');
      slack.fail({ ...POST, times: FOR_EVER }, { error: 'is_archived' });
      // The requester is told directly instead.
      await cast.insist(
        'the button approve',
        () => isWritten(slack, cast.task.jobId, 'How it stands: Cancelled'),
        () => cast.click(OMAR, 'approve'),
      );
      await cast.sees('Cancelled');
    },
  },
];

/** How often the bot has looked into a thread. */
function looksInto(slack: SlackSimulator): number {
  return slack.apiCalls.filter(({ method }) => method === 'conversations.replies').length;
}

/** Whether the requester has a direct message about the task that says so. */
function isWritten(slack: SlackSimulator, jobId: string, words: string): boolean {
  return slack
    .directMessages(MAYA)
    .some(({ text }) => text.includes(jobId) && text.includes(words));
}
