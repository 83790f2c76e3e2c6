import { z } from 'zod';
import { contentFrom } from './content.ts';
import type { Ephemeral } from './recorder.ts';
import { appAuthor } from './web-api/chat-posts.ts';
import { withBlockIds } from './wire.ts';
import type { Workspace } from './workspace.ts';

/** A message as the app writes it into an ack or to a response_url. */
export const answerMessage = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.record(z.string(), z.unknown())).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  parse: z.enum(['none', 'full', 'client']).optional(),
  link_names: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});
export type AnswerMessage = z.output<typeof answerMessage>;

/** Who acted where; an answer goes there, to that person alone unless it says `in_channel`. */
export interface Place {
  readonly userId: string;
  readonly channel: string;
  /** The message that was acted on, if it was one. */
  readonly message?: { readonly ts: string; readonly isEphemeral: boolean } | undefined;
}

/** Shows an answer; throws a SlackError where Slack would refuse it. */
export function showAnswer(
  workspace: Workspace,
  place: Place,
  answer: AnswerMessage,
  via: Ephemeral['via'],
): void {
  if (answer.delete_original || (answer.replace_original && place.message)) {
    changeOriginal(workspace, place, answer.delete_original ? undefined : answer);
    return;
  }
  const content = contentFrom(workspace, via, answer);
  const { thread_ts } = answer;
  if (answer.response_type === 'in_channel') {
    workspace.messages.post(place.channel, {
      ...content,
      thread_ts,
      author: appAuthor(workspace),
    });
    return;
  }
  workspace.recorder.ephemeral({
    userId: place.userId,
    channel: place.channel,
    ts: workspace.ids.ts(),
    thread_ts,
    via,
    text: content.text,
    blocks: withBlockIds(workspace, content.blocks),
  });
}

/** Replaces the message that was acted on, or takes it away where there is no answer to put there. */
function changeOriginal(
  workspace: Workspace,
  { channel, message }: Place,
  answer: AnswerMessage | undefined,
): void {
  if (message === undefined) return;
  const content = answer && contentFrom(workspace, 'response_url', answer);
  if (message.isEphemeral) {
    const ephemeral = workspace.recorder.ephemerals.find(({ ts }) => ts === message.ts);
    if (ephemeral === undefined) return;
    const shown = content && {
      text: content.text,
      blocks: withBlockIds(workspace, content.blocks),
    };
    Object.assign(ephemeral, shown ?? { deleted: true });
    workspace.recorder.changed({ what: 'ephemeral', channel, userId: ephemeral.userId });
    return;
  }
  const original = workspace.messages.get(channel, message.ts);
  if (content === undefined) workspace.messages.remove(original);
  else workspace.messages.edit(original, { ...content, metadata: original.metadata });
}
