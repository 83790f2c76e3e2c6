import type { CancelRequest } from '../../../request/cancel-request.ts';
import { type Sentence, say } from '../sentence.ts';
import type { ApprovalRule } from '../told.ts';
import { inDryRun, noCancellation } from './dry-run.ts';
import { instanceInWords, kindInWords } from './task.ts';

/** What begins everything that is said of an emergency approval. */
export const EMERGENCY = 'EMERGENCY: ';

/** The exception to what is said of a second person; goes on in that sentence. */
export function unlessAlone({ emergencyApproval }: ApprovalRule): string {
  return emergencyApproval ? ', unless an approver who asks approves alone in an emergency' : '';
}

/** What the requester reads before approving an own request. */
export function emergencyWarning(request: CancelRequest): Sentence[] {
  const { task } = request;
  const start =
    task.plannedStart === null ? [] : say`, planned for ${{ date: new Date(task.plannedStart) }}`;
  return [
    say`You asked for this yourself. Your approval alone will count for all, and the channel is told: ${{ strong: 'EMERGENCY' }}, your name and your reason.`,
    request.dryRun
      ? inDryRun(say`DDS is sent ${noCancellation(request)}.`)
      : say`The bot then cancels this task at DDS. There is no un-cancel.`,
    say`${{ strong: 'Task: ' }}${kindInWords(task)} of ${instanceInWords(task)}${start}, task ${task.id}`,
  ];
}
