import { answerMessage, type Place, showAnswer } from '../answer-message.ts';
import type { Delivered } from '../delivery/deliver.ts';
import type { DeliveryOptions } from '../delivery/transport.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import { type ActParts, commandPayload, type Forge, tellFailure } from './act.ts';

export interface CommandOptions extends DeliveryOptions {
  readonly forge?: Forge;
}

/** Types a slash command, such as `/dds-cancel help`, in a channel. */
export async function command(
  { workspace, deliver, issueResponseUrl }: ActParts,
  userId: string,
  channelId: string,
  typed: string,
  { forge, ...options }: CommandOptions = {},
): Promise<Delivered> {
  const [, name = typed, text = ''] = /^(\S+)\s?([\s\S]*)$/.exec(typed) ?? [];
  const place: Place = { userId, channel: channelId };
  const payload = {
    ...mayCommand(workspace, userId, channelId),
    command: name,
    text,
    response_url: issueResponseUrl('commands', place),
    ...forge,
  };
  const what = { kind: 'slash_commands', type: 'slash_command', userId, payload } as const;
  const delivered = await deliver(what, options);
  if (delivered.error) tellFailure(workspace, userId, name, delivered.error);
  else showAck(workspace, place, typed, delivered.ackBody);
  return delivered;
}

function mayCommand(
  workspace: Workspace,
  userId: string,
  channelId: string,
): ReturnType<typeof commandPayload> {
  const payload = commandPayload(workspace, userId, channelId);
  const { kind } = workspace.world.person(userId);
  if (kind === 'external') throw new Error('slash commands are not shared with other workspaces');
  if (workspace.world.channel(channelId).archived) throw new Error(`${channelId} is archived`);
  return payload;
}

/** An ack may carry the answer: text or a message, for the person alone unless `in_channel`. */
function showAck(workspace: Workspace, place: Place, typed: string, body: unknown): void {
  if (body === undefined) return;
  const { problems } = workspace.recorder;
  const parsed = answerMessage.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!parsed.success) {
    problems.push(`ack of a command: ${parsed.error.message}`);
    return;
  }
  const answer = parsed.data;
  if (answer.response_type === 'in_channel') {
    workspace.messages.post(place.channel, { author: { user: place.userId }, text: typed });
    if (answer.text === undefined && answer.blocks === undefined) return;
  }
  try {
    showAnswer(workspace, place, answer, 'ack');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    problems.push(`ack of a command: ${error.code}`);
  }
}
