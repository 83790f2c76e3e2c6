import { z } from 'zod';
import type { DdsSimulator } from '../dds/simulator.ts';
import type { SceneAnswer } from '../page/api-asks.ts';
import type { TaskView } from '../page/api-types.ts';
import type { Sandbox } from '../running/sandbox.ts';
import { addPendingTask } from '../world/cloud.ts';
import { cloudOf } from '../world/clouds.ts';
import type { Act } from './acts.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';

const MINUTE_MS = 60_000;
const MOST_MINUTES = 7 * 24 * 60;
const id = z.string().min(1).max(100);
const minutes = z.number().min(1).max(MOST_MINUTES);
const taskBody = z.strictObject({
  job_name: z.string().regex(/^[A-Z_]{1,64}$/, 'A kind is written like RESIZE_FLAVOR.'),
  instance_name: z.string().trim().min(1).max(64),
  starts_in_minutes: minutes,
  target: id.optional(),
});
const taskStartsBody = z.strictObject({ jobId: id, target: id.optional() });
const troubleBody = z.strictObject({ id, on: z.boolean() });
const settingBody = z.strictObject({ id, on: z.boolean() });
const botBody = z.strictObject({ do: z.enum(['kill', 'start']) });
const clockBody = z.strictObject({ minutes });
const nothing = z.strictObject({});

/** What a hand behind the scenes does, by path; all are POST. */
export const STAGE_ACTS: Readonly<Record<string, Act>> = {
  '/api/tasks': async (sandbox, request) => {
    const body = await readJson(request, taskBody);
    const { job_name: jobName, instance_name: instanceName, starts_in_minutes, target } = body;
    const task = { jobName, instanceName, startsInMinutes: starts_in_minutes };
    const { jobId } = addPendingTask(toldOf(sandbox, target), task, sandbox.world.now());
    return { jobId } satisfies Pick<TaskView, 'jobId'>;
  },
  '/api/task-starts': async (sandbox, request) => {
    const { jobId, target } = await readJson(request, taskStartsBody);
    return done(sandbox, () => toldOf(sandbox, target).setStatus(jobId, 'Running'));
  },
  '/api/trouble': async (sandbox, request) => {
    const { id: trouble, on } = await readJson(request, troubleBody);
    return done(sandbox, ({ troubles }) => troubles.turn(trouble, on));
  },
  '/api/rotate': async (sandbox, request) => {
    await readJson(request, nothing);
    return done(sandbox, ({ world }) => void world.slack.rotate({ reason: 'refresh_requested' }));
  },
  '/api/bot': async (sandbox, request) => {
    const { do: what } = await readJson(request, botBody);
    return done(sandbox, ({ bot }) => (what === 'kill' ? bot.kill() : bot.start()));
  },
  '/api/setting': async (sandbox, request) => {
    const { id: setting, on } = await readJson(request, settingBody);
    return done(sandbox, ({ settings, bot }) => {
      settings.turn(setting, on);
      return bot.restart();
    });
  },
  '/api/clock': async (sandbox, request) => {
    const { minutes: ahead } = await readJson(request, clockBody);
    return done(sandbox, ({ moveClock }) => moveClock(ahead * MINUTE_MS));
  },
  '/api/scene': async ({ play }, request) => {
    const { id: scene } = await readJson(request, z.strictObject({ id }));
    return { as: await play(scene).catch(refuse) } satisfies SceneAnswer;
  },
};

/** Of the clouds that the bot is told of; the first one where none is named. */
function toldOf({ clouds }: Sandbox, target: string | undefined): DdsSimulator {
  try {
    return cloudOf(clouds(), target);
  } catch (fault) {
    return refuse(fault);
  }
}

async function done(
  sandbox: Sandbox,
  act: (sandbox: Sandbox) => void | Promise<void>,
): Promise<object> {
  try {
    await act(sandbox);
  } catch (fault) {
    refuse(fault);
  }
  sandbox.changed();
  return {};
}

function refuse(fault: unknown): never {
  throw new HttpError(409, fault instanceof Error ? fault.message : String(fault));
}
