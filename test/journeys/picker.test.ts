import { afterEach, describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import type { SandboxTask } from '../../src/sandbox/dds/task.ts';
import { objectsIn } from '../../src/sandbox/slack/block-kit/walk.ts';
import type { Ephemeral } from '../../src/sandbox/slack/recorder.ts';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import { cardIn, filledIn, formOf, modalSays } from './modals.ts';
import {
  BOTH_TRANSPORTS,
  GWEN,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

const PAY = CHANNELS.payments.id;
const REQUEST = 'Request cancellation…';
let stage: Stage;
afterEach(() => stage.close());

async function openPicker(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ speed: 3, ...options });
}

/** Types the command, and resolves with the private answer to it. */
async function typed(text: string, user: string = MAYA, channel: string = OPS): Promise<Ephemeral> {
  const { slack } = stage;
  const before = slack.ephemeralsOf(user).length;
  await slack.command(user, channel, `/dds-cancel ${text}`.trim());
  return slack.until(() => slack.ephemeralsOf(user)[before], 15_000);
}

function buttonsIn({ blocks }: Pick<Ephemeral, 'blocks'>): string[] {
  return objectsIn(blocks).flatMap(({ type, text }) =>
    type === 'button' ? [String((text as { text: string }).text)] : [],
  );
}

function pendingReads(): number {
  return stage.dds.calls.filter(({ query }) => query['job_status'] === 'Pending').length;
}

/** The ids of tasks in the order in which a text names them. */
function idsIn(text: string): string[] {
  const tasks = stage.dds.tasks().filter(({ jobId }) => text.includes(jobId));
  return tasks
    .toSorted((a, b) => text.indexOf(a.jobId) - text.indexOf(b.jobId))
    .map(({ jobId }) => jobId);
}

function addTasks(count: number): SandboxTask[] {
  const { dds, now } = stage;
  const start = (hours: number) => new Date(now().getTime() + hours * 3_600_000);
  return Array.from({ length: count }, (_, at) =>
    dds.addTask({
      ...{ jobName: 'REBOOT', instanceName: `node-${at}` },
      createTime: now(),
      ...{ startTime: start(20 + at), endTime: start(21 + at) },
    }),
  );
}

describe.each(BOTH_TRANSPORTS)('over %s, without an id at hand', (transport) => {
  test.each(['', 'list'])(
    '"%s" lists what is Pending, and a choice becomes a request',
    async (text) => {
      await openPicker({ transport });
      const { slack, dds, task } = stage;
      const list = await typed(text);
      const pending = dds.tasks().filter(({ status }) => status === 'Pending');
      expect(list.text).toContain(`${pending.length} tasks are Pending`);
      expect(idsIn(String(list.text))).toHaveLength(pending.length);
      expect(list.text).toContain('Change of instance class (RESIZE_FLAVOR) of orders-prod');
      expect(buttonsIn(list)).toEqual(pending.map(() => REQUEST));
      const at = idsIn(String(list.text)).indexOf(task.jobId);

      await slack.press(MAYA, { ...list, action_id: `request_cancellation_${at}` });
      const form = await formOf(stage, MAYA);
      expect(filledIn(form)).toEqual({ reason: null, channel: OPS });
      await slack.submitView(MAYA, form.id, { reason: 'wrong size' });
      const card = await cardIn(stage, OPS);
      expect(card.text).toContain(task.jobId);
      expect(card.text).toContain(`<@${MAYA}>: wrong size`);
      expect(slack.openViewOf(MAYA)).toBeUndefined();
      await stage.press(OMAR, 'Approve', card);
      await stage.trailSays(card, 'DDS confirmed the cancellation');
    },
  );
});

describe('the list of Pending tasks', () => {
  test('begins with the one that starts first', async () => {
    await openPicker();
    const { text } = await typed('');
    const starts = idsIn(String(text)).map((id) => Number(stage.dds.task(id).startTime));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test('is read once for all who ask within 30 seconds, and anew after that', async () => {
    await openPicker();
    const { slack } = stage;
    await Promise.all([typed(''), typed('', OMAR), slack.command(MAYA, PAY, '/dds-cancel list')]);
    await typed('', OMAR);
    expect(pendingReads()).toBe(1);
    const until = stage.now().getTime() + 30_000;
    const ticking = setInterval(() => slack.world.invite(OPS, MAYA), 50);
    await slack.until(() => stage.now().getTime() > until, 20_000);
    clearInterval(ticking);
    await typed('');
    expect(pendingReads()).toBe(2);
  });

  test('is not read for somebody who may not ask', async () => {
    await openPicker({ env: { REQUESTERS: MAYA, CHANNELS: OPS } });
    expect((await typed('', GWEN)).text).toContain('guests of the workspace may not');
    expect((await typed('', OMAR)).text).toContain('you are not on the list');
    expect(stage.dds.calls).toEqual([]);
  });

  test('from a channel where nobody asks leads to one where they may', async () => {
    await openPicker({ env: { CHANNELS: OPS } });
    const list = await typed('', MAYA, PAY);
    await stage.slack.press(MAYA, { ...list, action_id: 'request_cancellation_0' });
    expect(filledIn(await formOf(stage, MAYA))).toMatchObject({ channel: OPS });
  });

  test('tells of an open request, with the link for those who are in its channel', async () => {
    await openPicker();
    const { slack, task } = stage;
    await slack.command(MAYA, PAY, `/dds-cancel ${task.jobId}`);
    await cardIn(stage, PAY);
    const member = await typed('', OMAR);
    expect(member.text).toMatch(/A request for it is open already: <https:\S+\|see its card>/);
    slack.kick(PAY, MAYA);
    const outsider = await typed('', 'U0TOMO');
    expect(outsider.text).toContain('A request for it is open already.');
    expect(JSON.stringify(outsider)).not.toContain(PAY);
    expect(buttonsIn(outsider)).toEqual(buttonsIn(member));
  });

  test('has pages of ten, turned in place, as often as one likes', async () => {
    await openPicker();
    addTasks(20);
    const { slack } = stage;
    const first = await typed('');
    const { channel, ts } = first;
    const page = (number: number) =>
      slack.until(() =>
        slack.ephemeralsOf(MAYA).find(({ text }) => text?.includes(`Page ${number} of 3`)),
      );
    expect(idsIn(String(first.text))).toHaveLength(10);
    const ids = [...idsIn(String((await page(1)).text))];
    for (const number of [2, 3, 2, 3, 2, 3, 2]) {
      const label = String((await shown()).text).includes(`Page ${number + 1}`)
        ? 'Previous'
        : 'Next';
      await slack.press(MAYA, { channel, ts, label });
      ids.push(...idsIn(String((await page(number)).text)));
    }
    expect(new Set(ids).size).toBe(25);
    expect(slack.ephemeralsOf(MAYA)).toHaveLength(1);
    expect(pendingReads()).toBeGreaterThan(0);

    function shown() {
      return slack.until(() => slack.ephemeralsOf(MAYA)[0]);
    }
  });

  test('says so kindly when it is empty', async () => {
    await openPicker();
    const { dds } = stage;
    for (const { jobId, status } of dds.tasks())
      if (status === 'Pending') dds.setStatus(jobId, 'Canceled');
    const list = await typed('');
    expect(list.text).toContain('No scheduled task is Pending right now');
    expect(buttonsIn(list)).toEqual([]);
  });

  test('names what could not be read, and shows nothing as if it were the whole', async () => {
    await openPicker();
    stage.dds.fail({ kind: 'list', times: 9 }, serverError());
    const { text } = await typed('');
    expect(text).toContain('Not in this list: tasks of ap-southeast-1. DDS had a fault');
    expect(text).not.toContain('No scheduled task is Pending right now');
  });

  test('shows a task that runs by the time it is chosen as what it is', async () => {
    await openPicker();
    const { slack, dds } = stage;
    const list = await typed('');
    const [first = ''] = idsIn(String(list.text));
    dds.setStatus(first, 'Running');
    await slack.press(MAYA, { ...list, action_id: 'request_cancellation_0' });
    await modalSays(stage, MAYA, 'as Running');
    expect(slack.messages(OPS)).toEqual([]);
  });
});
