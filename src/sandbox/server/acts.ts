import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { ActedAnswer, TaskView } from '../page/api-types.ts';
import type { Delivered } from '../slack/delivery/deliver.ts';
import { addPendingTask } from '../world/cloud.ts';
import type { SandboxWorld } from '../world.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import { actor } from './world-view.ts';

const id = z.string().min(1).max(100);
const commandBody = z.strictObject({ as: id, channel: id, text: z.string().max(4_000) });
const pressBody = z.strictObject({ as: id, channel: id, ts: id, action_id: z.string().max(255) });
const typed = z.record(z.string(), z.record(z.string(), z.string().max(3_000)));
const submitBody = z.strictObject({ as: id, view: id, values: typed });
const closeBody = z.strictObject({ as: id, view: id });
const MOST_MINUTES = 7 * 24 * 60;
const taskBody = z.strictObject({
  job_name: z.string().regex(/^[A-Z_]{1,64}$/, 'A kind is written like RESIZE_FLAVOR.'),
  instance_name: z.string().trim().min(1).max(64),
  starts_in_minutes: z.number().min(1).max(MOST_MINUTES),
});

/** Does what the body asks and returns the answer's body. */
type Act = (world: SandboxWorld, request: IncomingMessage) => Promise<object>;

/** What a person at the page may do, by path; all are POST. */
export const ACTS: Readonly<Record<string, Act>> = {
  '/api/command': async (world, request) => {
    const { as, channel, text } = await readJson(request, commandBody);
    if (!text.startsWith('/'))
      throw new HttpError(400, 'Type a command, such as /dds-cancel help.');
    return await act(world, as, () => world.slack.command(as, channel, text));
  },
  '/api/press': async (world, request) => {
    const { as, channel, ts, action_id } = await readJson(request, pressBody);
    const target = { channel, ts, action_id };
    return await act(world, as, () => world.slack.press(as, target, { confirm: true }));
  },
  '/api/submit': async (world, request) => {
    const { as, view, values } = await readJson(request, submitBody);
    return await act(world, as, () => world.slack.submitView(as, view, values));
  },
  '/api/close-view': async (world, request) => {
    const { as, view } = await readJson(request, closeBody);
    return await act(world, as, () => world.slack.closeView(as, view));
  },
  '/api/tasks': async (world, request) => {
    const body = await readJson(request, taskBody);
    const { job_name: jobName, instance_name: instanceName, starts_in_minutes } = body;
    const task = { jobName, instanceName, startsInMinutes: starts_in_minutes };
    const { jobId } = addPendingTask(world.dds, task, world.now());
    return { jobId } satisfies Pick<TaskView, 'jobId'>;
  },
};

/** What the person's Slack would not let them do is 409 with the reason. */
async function act(
  world: SandboxWorld,
  as: string,
  perform: () => Promise<Delivered | undefined>,
): Promise<ActedAnswer> {
  actor(world, as);
  try {
    const { acked, ackMs } = (await perform()) ?? { acked: true, ackMs: 0 };
    return { acked, ackMs };
  } catch (error) {
    throw new HttpError(409, error instanceof Error ? error.message : String(error));
  }
}
