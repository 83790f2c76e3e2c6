import type { Unread } from '../../../workflow/look-up.ts';
import type { Submitted } from '../../../workflow/submit.ts';
import { cut, type Sentence, say } from '../sentence.ts';
import { CONSOLE_PATH, IF_IT_CANNOT_WAIT } from './console.ts';
import { faultInWords } from './fault.ts';

type Answered<A extends Submitted['answer']> = Extract<Submitted, { answer: A }>;

/** Faults told in full; of further targets only the names. */
const MOST_FAULTS = 3;
const LONGEST_NAMES = 500;

/** What follows `in` is no target. */
export function unknownTarget({ target, targets }: Answered<'unknown target'>): Sentence {
  const what =
    target === '' ? 'The name of a target goes after in' : `${cut(target, 40)} is no target`;
  return say`${what}; there are ${names(targets)}. If the reason begins with “in”, begin it with another word. Nothing was asked of DDS.`;
}

/** Tasks of two projects have the same id; only the person knows which is meant. */
export function inSeveral({ taskId, targets }: Answered<'in several targets'>): Sentence {
  return say`More than one target lists a task with this id: ${names(targets)}. Say which one is meant, like this: /dds-cancel ${taskId} in ${targets[0] ?? ''}`;
}

/** No target that could be read lists the task. */
export function notFound({ lookbackDays, without, unread = [] }: Answered<'not found'>): Sentence {
  const among = `among those created in the last ${lookbackDays} days`;
  if (unread.length > 0) {
    const elsewhere =
      without.length === 0 ? '.' : ` everywhere; ${names(without)} did not list it ${among}.`;
    return say`The task could not be looked up${elsewhere} ${unreadInWords(unread)} Nothing was asked for; type the command again when that is mended. ${IF_IT_CANNOT_WAIT}`;
  }
  const where = without.length > 1 ? ` in ${names(without)}` : '';
  return say`DDS lists no scheduled task with this id${where} ${among}. Check the id in the console under ${CONSOLE_PATH}.`;
}

/** Which targets could not be read, and why. */
export function unreadInWords(unread: readonly Unread[]): Sentence {
  const told = unread.slice(0, MOST_FAULTS).map(({ target, fault }): Sentence => {
    return fault === null
      ? say`I did not wait for ${target}, which had not answered yet.`
      : say`I could not read ${target}: ${faultInWords(fault)}`;
  });
  const rest = unread.slice(MOST_FAULTS).map(({ target }) => target);
  if (rest.length > 0) told.push(say`Nor could I read ${names(rest)}.`);
  return told.flatMap((sentence, index) => (index === 0 ? sentence : [' ', ...sentence]));
}

function names(targets: readonly string[]): string {
  return cut(targets.join(', '), LONGEST_NAMES);
}
