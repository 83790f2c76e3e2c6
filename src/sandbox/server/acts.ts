import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { ActedAnswer } from '../page/api-asks.ts';
import type { Sandbox } from '../running/sandbox.ts';
import { TWICE } from '../running/troubles.ts';
import type { Delivered } from '../slack/delivery/deliver.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import { actor } from './world-view.ts';

/** Does what the body asks and returns the answer's body. */
export type Act = (sandbox: Sandbox, request: IncomingMessage) => Promise<object>;

const id = z.string().min(1).max(100);
const commandBody = z.strictObject({ as: id, channel: id, text: z.string().max(4_000) });
const button = { as: id, action_id: z.string().max(255) };
const pressBody = z.union([
  z.strictObject({ ...button, channel: id, ts: id }),
  z.strictObject({ ...button, view: id }),
]);
const messagePlace = z.object({ channel: id, ts: id });
const typed = z.record(z.string(), z.record(z.string(), z.string().max(3_000)));
const submitBody = z.strictObject({ as: id, view: id, values: typed });
const closeBody = z.strictObject({ as: id, view: id });
const shortcutBody = z.strictObject({ as: id, callback_id: id, on: messagePlace.optional() });

/** What a person does at the page, by path; all are POST. */
export const ACTS: Readonly<Record<string, Act>> = {
  '/api/command': async (sandbox, request) => {
    const { as, channel, text } = await readJson(request, commandBody);
    const isCommand = text.startsWith('/');
    return await act(sandbox, as, async ({ slack }) => {
      if (isCommand) return await slack.command(as, channel, text);
      slack.say(as, channel, text);
      return undefined;
    });
  },
  '/api/press': async (sandbox, request) => {
    const { as, ...target } = await readJson(request, pressBody);
    const twice = sandbox.troubles.isOn(TWICE);
    return await act(sandbox, as, ({ slack }) => slack.press(as, target, { confirm: true, twice }));
  },
  '/api/submit': async (sandbox, request) => {
    const { as, view, values } = await readJson(request, submitBody);
    return await act(sandbox, as, ({ slack }) => slack.submitView(as, view, values));
  },
  '/api/close-view': async (sandbox, request) => {
    const { as, view } = await readJson(request, closeBody);
    return await act(sandbox, as, ({ slack }) => slack.closeView(as, view));
  },
  '/api/shortcut': async (sandbox, request) => {
    const { as, callback_id, on } = await readJson(request, shortcutBody);
    return await act(sandbox, as, ({ slack }) => slack.shortcut(as, callback_id, on));
  },
};

/** What the person's Slack would not let them do is 409 with the reason. */
async function act(
  { world }: Sandbox,
  as: string,
  perform: (world: Sandbox['world']) => Promise<Delivered | undefined>,
): Promise<ActedAnswer> {
  actor(world, as);
  try {
    const { acked, ackMs } = (await perform(world)) ?? { acked: true, ackMs: 0 };
    return { acked, ackMs };
  } catch (error) {
    throw new HttpError(409, error instanceof Error ? error.message : String(error));
  }
}
