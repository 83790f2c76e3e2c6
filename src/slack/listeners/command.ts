import type { App } from '@slack/bolt';
import type { Submitted, Wish } from '../../workflow/submit.ts';
import { parseCommandText } from '../command-text.ts';
import type { Sentence } from '../words/sentence.ts';
import { helpInWords, submittedInWords, wrongIdInWords } from '../words/submitted.ts';
import type { AnswerPrivately } from './answer.ts';
import { type Doubt, sentenceFor } from './doubt.ts';
import type { Installation } from './installation.ts';

const COMMAND = '/dds-cancel';

interface CommandDeps {
  submit(wish: Wish): Promise<Submitted>;
  readonly answer: AnswerPrivately;
  readonly doubt: Doubt;
  readonly installation: Installation;
  /** Names of the targets. */
  readonly targets: readonly string[];
  linkOf(card: { channel: string; ts: string }): Promise<string | null>;
}

/** `/dds-cancel <job-id> [in <target>] [reason…]`: acked at once, answered to the requester only. */
export function listenForCommand(app: App, deps: CommandDeps): void {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    deps.installation.appId ??= command.api_app_id;
    const { user_id: user, channel_id: channel } = command;
    const sentence = await sentenceFor(deps.doubt, () => take(deps, user, channel, command.text));
    if (sentence !== null) await deps.answer({ respond, channel, user }, sentence);
  });
}

async function take(
  { submit, linkOf, targets }: CommandDeps,
  user: string,
  channel: string,
  text: string,
): Promise<Sentence | null> {
  const typed = parseCommandText(text, targets);
  if (typed.kind === 'help') return helpInWords();
  if (typed.kind === 'bad id') return wrongIdInWords(typed.wrong);
  const { taskId, target, reason } = typed;
  const submitted = await submit({ user, channel, taskId, target, reason });
  const card = submitted.answer === 'open already' ? submitted.card : null;
  // A card is linked only in its own channel: nobody learns of another channel's requests.
  const link = card?.channel === channel ? await linkOf(card) : null;
  return submittedInWords(submitted, link);
}
