import type { HelpHere } from '../../../workflow/help-here.ts';
import { people, type Sentence, say } from '../sentence.ts';
import type { ApprovalRule } from '../told.ts';
import { CONSOLE_PATH } from './console.ts';
import { unlessAlone } from './emergency.ts';
import { EXAMPLE, submittedInWords } from './submitted.ts';

/** How the bot is used; each example can be copied as it stands. */
export function helpInWords(rule: ApprovalRule): Sentence[] {
  return [
    say`${{ strong: 'I cancel scheduled tasks of DDS.' }} A second person must approve before anything is cancelled${unlessAlone(rule)}. There is no un-cancel.`,
    say`/dds-cancel lists the Pending tasks to choose from.`,
    say`${EXAMPLE} asks for one by its id. It is in the console under ${CONSOLE_PATH}.`,
    say`/dds-cancel status lists open requests, /dds-cancel history 5 the last outcomes.`,
    say`In the menu of a message, Cancel DDS task… takes the id from the message.`,
  ];
}

/** Whether the reader may ask here, and who may approve it in which target. */
export function helpHereInWords(here: HelpHere, rule: ApprovalRule): Sentence[] {
  if ('obstacle' in here) return [submittedInWords(here.obstacle, null) ?? []];
  const { required } = here;
  return [
    say`${{ strong: 'Here' }} it takes ${required === 1 ? '1 approval' : `${required} approvals`} by somebody else than who asks${unlessAlone(rule)}. Who in this channel may approve:`,
    ...here.targets.map(({ target, approvers, more }) =>
      approvers.length === 0
        ? say`• in ${target}: nobody but, perhaps, you`
        : say`• in ${target}: ${people(approvers)}${more ? ' and others' : ''}`,
    ),
  ];
}

/** Slack could not be asked who is in the channel. */
export function helpWithoutSlack(): Sentence {
  return say`Who may approve here could not be checked with Slack just now.`;
}
