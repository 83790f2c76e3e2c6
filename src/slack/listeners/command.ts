import type { App } from '@slack/bolt';
import type { Submitted, Wish } from '../../workflow/submit.ts';
import { type CommandText, parseCommandText } from '../command-text.ts';
import { type LinkOf, linkIn } from '../permalink.ts';
import type { Reader, Tells } from '../tells.ts';
import { linesAsContent, type PrivateContent } from '../views/private.ts';
import type { Words } from '../words/languages.ts';
import type { ShowPrivately } from './answer.ts';
import { contentFor, type Doubt } from './doubt.ts';
import type { Installation } from './installation.ts';

const COMMAND = '/dds-cancel';

interface CommandDeps {
  readonly words: Words;
  submit(wish: Wish): Promise<Submitted>;
  readonly tells: Tells;
  readonly show: ShowPrivately;
  readonly doubt: Doubt;
  readonly installation: Installation;
  /** Names of the targets. */
  readonly targets: readonly string[];
  readonly linkOf: LinkOf;
}

/** `/dds-cancel …`: acked at once, answered to the person only. */
export function listenForCommand(app: App, deps: CommandDeps): void {
  app.command(COMMAND, async ({ ack, command, respond }) => {
    await ack();
    deps.installation.appId ??= command.api_app_id;
    const reader = { user: command.user_id, channel: command.channel_id };
    const typed = parseCommandText(command.text, deps.targets);
    const content = await contentFor(deps.doubt, () => take(deps, reader, typed));
    if (content !== null) await deps.show({ ...reader, respond }, content);
  });
}

async function take(
  deps: CommandDeps,
  reader: Reader,
  typed: CommandText,
): Promise<PrivateContent | null> {
  const { words, tells } = deps;
  switch (typed.kind) {
    case 'pick':
      return tells.pending(reader, 1);
    case 'status':
      return tells.status(reader);
    case 'history':
      return tells.history(reader, typed.count);
    case 'help':
      return tells.help(reader);
    case 'bad count':
      return linesAsContent([words.wrongCountInWords()]);
    case 'bad id':
      return linesAsContent([words.wrongIdInWords(typed.wrong)]);
    default:
      return ask(deps, { ...reader, ...typed });
  }
}

async function ask(
  { words, submit, linkOf }: CommandDeps,
  { user, channel, taskId, target, reason }: Wish,
): Promise<PrivateContent | null> {
  const submitted = await submit({ user, channel, taskId, target, reason });
  const sentence = words.submittedInWords(submitted, await linkIn(submitted, linkOf));
  return sentence === null ? null : linesAsContent([sentence]);
}
