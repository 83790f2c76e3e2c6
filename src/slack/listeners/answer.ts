import type { RespondArguments, RespondFn } from '@slack/bolt';
import { asRichText, asText } from '../views/write.ts';
import type { Poster } from '../web/poster.ts';
import type { Sentence } from '../words/sentence.ts';

/** Where an answer goes that only one person may see. */
export interface Private {
  readonly channel: string;
  readonly user: string;
  /** Works where the bot is not a member; 5 answers in 30 minutes. */
  readonly respond: RespondFn | null;
}

/** Says a sentence to one person; rejects where Slack takes it neither way. */
export type AnswerPrivately = (to: Private, sentence: Sentence) => Promise<void>;

export function createAnswerPrivately(poster: Poster): AnswerPrivately {
  return async ({ respond, channel, user }, sentence) => {
    const content = { text: asText([sentence]), blocks: [asRichText([sentence])] };
    if (respond !== null && (await responded(respond, content))) return;
    const posted = await poster.postEphemeral({ channel, user, ...content });
    if (posted.posted !== 'yes')
      throw new Error(`Slack took no answer to ${user}: ${posted.error}`);
  };
}

/** A `response_url` can be used up or broken; what it carries is worth a second way. */
async function responded(respond: RespondFn, content: RespondArguments): Promise<boolean> {
  try {
    const privately = { response_type: 'ephemeral', replace_original: false } as const;
    await respond({ ...content, ...privately, parse: 'none', link_names: false });
    return true;
  } catch {
    return false;
  }
}
