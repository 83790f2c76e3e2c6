import type { CancelRequest } from '../../../request/cancel-request.ts';
import { cut, type Sentence, say } from '../sentence.ts';
import { headline } from './card.ts';
import { seeForYourself } from './console.ts';
import { instanceInWords, kindInWords } from './task.ts';

/** What the requester is told directly where Slack takes no message in the channel. */
export function undeliverable(
  request: CancelRequest,
  error: string,
  consoleUrl: string | null,
): Sentence {
  const { task, channel } = request;
  return say`I could not post in ${{ channel }} (${cut(error, 100)}) about your request to cancel the ${kindInWords(task)} of ${instanceInWords(task)} in ${task.target}, task ${task.id}. How it stands: ${headline(request)}. ${seeForYourself(consoleUrl)}`;
}
