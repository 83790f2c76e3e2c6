import type { RespondFn } from '@slack/bolt';
import { linesAsContent, notedDryRun, type PrivateContent } from '../views/private.ts';
import type { Poster } from '../web/poster.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';

/** Where an answer goes that only one person may see. */
export interface Private {
  readonly channel: string;
  readonly user: string;
  /** Works where the bot is not a member; 5 answers in 30 minutes. */
  readonly respond: RespondFn | null;
}

/** Says something to one person, a line for each sentence; rejects where Slack takes it neither way. */
export type AnswerPrivately = (to: Private, ...lines: readonly Sentence[]) => Promise<void>;

/** Shows something to one person, `instead` of the private message that they acted on; rejects as above. */
export type ShowPrivately = (
  to: Private,
  content: PrivateContent,
  where?: 'beside' | 'instead',
) => Promise<void>;

/** `dryRun`: every answer says so. */
export function createAnswerPrivately(
  words: Words,
  poster: Poster,
  dryRun = false,
): AnswerPrivately {
  const show = createShowPrivately(words, poster);
  return (to, first = [], ...lines) =>
    show(to, linesAsContent([dryRun ? words.inDryRun(first) : first, ...lines]));
}

/** `dryRun`: whatever is shown says so. */
export function createShowPrivately(words: Words, poster: Poster, dryRun = false): ShowPrivately {
  return async ({ respond, channel, user }, shown, where = 'beside') => {
    const { text, blocks } = dryRun ? notedDryRun(words, shown) : shown;
    const content = { text, blocks };
    const isReplaced = where === 'instead';
    if (respond !== null && (await responded(respond, content, isReplaced))) return;
    const posted = await poster.postEphemeral({ channel, user, ...content });
    if (posted.posted !== 'yes')
      throw new Error(`Slack took no answer to ${user}: ${posted.error}`);
  };
}

/** A `response_url` can be used up or broken; what it carries is worth a second way. */
async function responded(
  respond: RespondFn,
  content: PrivateContent,
  isReplaced: boolean,
): Promise<boolean> {
  try {
    const privately = { response_type: 'ephemeral', replace_original: isReplaced } as const;
    await respond({ ...content, ...privately, parse: 'none', link_names: false });
    return true;
  } catch {
    return false;
  }
}
