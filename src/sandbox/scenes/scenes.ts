import { SECOND } from '../running/two-clouds.ts';
import { PEOPLE } from '../world/cast.ts';
import { addPendingTask } from '../world/cloud.ts';
import { approve, ask, type Scene, STARTS_IN_MINUTES, told, type Wish } from './scene.ts';

const { requester, approver, secondApprover, guest } = PEOPLE;
const [MAYA, OMAR, IRIS, GWEN] = [requester.id, approver.id, secondApprover.id, guest.id];

const RESIZE: Wish = {
  jobName: 'RESIZE_FLAVOR',
  instanceName: 'orders-prod',
  reason: 'resize at the wrong time',
};
const MONTH_END: Wish = {
  jobName: 'UPGRADE_DATABASE',
  instanceName: 'ledger-prod',
  reason: 'month end is running',
};
const RESTART: Wish = {
  jobName: 'REBOOT',
  instanceName: 'sessions-prod',
  reason: 'sessions are at their peak',
};

/** The requester has asked, and then this trouble begins. */
function asked(wish: Wish, trouble?: string): Scene['play'] {
  return async (stage) => {
    await ask(stage, wish);
    if (trouble !== undefined) stage.troubles.turn(trouble, true);
  };
}

/** In the order of the menu: from the plain way to what hurts. */
export const SCENES: readonly Scene[] = [
  {
    id: 'card',
    title: 'A request waits for a second person',
    says: 'Maya has asked. You are Omar of @oncall: approve it, or reject it with a reason.',
    as: OMAR,
    play: asked(RESIZE),
  },
  {
    id: 'outcome',
    title: 'Approved, cancelled, and told',
    says: 'Omar approved, and the task is cancelled. The thread is what an auditor reads later.',
    as: OMAR,
    async play(stage) {
      const request = await ask(stage, RESIZE);
      await approve(stage, request);
      await told(stage, request, 'cancelled');
    },
  },
  {
    id: 'picker',
    title: 'No id at hand',
    says: 'You are Maya, and /dds-cancel alone has listed what is planned. Choose one.',
    as: MAYA,
    async play({ world: { slack, channels } }) {
      const { length } = slack.ephemeralsOf(MAYA);
      await slack.command(MAYA, channels.ops.id, '/dds-cancel');
      await slack.until(() => slack.ephemeralsOf(MAYA)[length]);
    },
  },
  {
    id: 'alert',
    title: 'An alert names a task',
    says: 'You are Maya, and Iris has posted an alert. Choose Cancel DDS task… under More actions of her message: the form opens filled in.',
    as: MAYA,
    async play({ world: { slack, dds, channels, now } }) {
      const { jobName, instanceName } = RESTART;
      const task = { jobName, instanceName, startsInMinutes: STARTS_IN_MINUTES };
      const { jobId } = addPendingTask(dds, task, now());
      const alert = `${instanceName} reboots in ${STARTS_IN_MINUTES} min, task ${jobId}`;
      slack.say(IRIS, channels.ops.id, `Alert: ${alert}`);
    },
  },
  {
    id: 'two-approvals',
    title: 'Two people must approve',
    says: 'The bot wants two approvals. Approve as Omar, then act as Iris and approve, too: only then the task is cancelled.',
    as: OMAR,
    settings: ['two-approvals'],
    play: asked(RESIZE),
  },
  {
    id: 'emergency',
    title: 'Nobody else is awake',
    says: 'You are Omar, and you have asked. Approve it yourself: say why, type the end of the task id, and the whole channel is told.',
    as: OMAR,
    settings: ['emergency'],
    play: asked({ ...RESTART, by: OMAR }),
  },
  {
    id: 'dry-run',
    title: 'A dry run',
    says: 'Approve: the bot does everything but send the cancellation, and says so. The cloud goes on to list the task as Pending.',
    as: OMAR,
    settings: ['dry-run'],
    play: asked(RESIZE),
  },
  {
    id: 'two-targets',
    title: 'Two clouds, and one is away',
    says: `You are Maya, and your task is in ${SECOND}. The other cloud answers with errors: only you are told so, and your request is there all the same. Act as Omar, and approve it.`,
    as: MAYA,
    settings: ['two-targets'],
    async play(stage) {
      stage.troubles.turn('server-error', true);
      await ask(stage, { ...RESIZE, target: SECOND, instanceName: 'billing-eu' });
    },
  },
  {
    id: 'two-people',
    title: 'Two people in the same second',
    says: 'Open a second window and be Iris there. Approve in both: one decision stands, one cancellation follows.',
    as: OMAR,
    play: asked(RESIZE),
  },
  {
    id: 'not-you',
    title: 'Somebody who may not',
    says: 'You are Gwen, a guest. Try to approve: nothing happens, and only you are told why.',
    as: GWEN,
    play: asked(RESIZE),
  },
  {
    id: 'lost-reply',
    title: 'The reply gets lost',
    says: 'Approve: DDS cancels the task, and its answer never arrives. The bot claims nothing; it waits out the call and reads what DDS lists.',
    as: OMAR,
    play: asked({ ...MONTH_END, jobName: 'RESIZE_FLAVOR' }, 'lost-reply'),
  },
  {
    id: 'throttled',
    title: 'DDS says: not now',
    says: 'Approve: DDS answers 429 to everything. Watch the calls, then switch the trouble off: the request goes on by itself.',
    as: OMAR,
    play: asked(RESIZE, 'throttle'),
  },
  {
    id: 'starts-now',
    title: 'The task starts at the last moment',
    says: 'Approve: the task turns Running between the look and the cancellation. The bot says what DDS lists, and not more.',
    as: OMAR,
    play: asked(RESTART, 'starts-now'),
  },
  {
    id: 'kill',
    title: 'kill -9 in the middle',
    says: 'Approve: DDS never answers. Press kill -9, switch the trouble off, start the bot: it finds its half-done request and brings it to its end.',
    as: OMAR,
    play: asked(MONTH_END, 'hang'),
  },
  {
    id: 'slack-slow',
    title: 'Slack takes no messages',
    says: 'Approve: the task is cancelled at once, though Slack refuses every message. Switch the trouble off: the channel gets the whole story, in order.',
    as: OMAR,
    play: asked(RESIZE, 'slack-429'),
  },
];
