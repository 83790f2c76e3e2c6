import type { ModalView } from '@slack/types';
import type { ScheduledTask } from '../../../request/task.ts';
import { fittingReason, LONGEST_REASON } from '../../reason-length.ts';
import type { Words } from '../../words/languages.ts';
import type { Sentence } from '../../words/sentence.ts';
import { typedIn, type Values } from '../typed.ts';
import { asRichText } from '../write.ts';
import { readCarried, type TaskAim, writeCarried } from './aim.ts';
import { ASKING_VIEW, channelInput, modal, readChannel } from './modals.ts';

const REASON = 'reason';

export interface Form {
  readonly task: ScheduledTask;
  readonly channel: string;
  readonly reason: string | null;
  readonly isReasonRequired: boolean;
  /** What stood in the way the last time it was submitted. */
  readonly note: Sentence | null;
}

/** The form that asks for one task's cancellation, filled in as far as is known. */
export function formModal(words: Words, form: Form): ModalView {
  const { task, channel, reason, isReasonRequired, note } = form;
  // The reason is in its field.
  const aim: TaskAim = { for: 'task', id: task.id, target: task.target, reason: null };
  return {
    ...modal(words, [
      ...(note === null ? [] : [asRichText([note])]),
      asRichText(words.taskFacts({ task, changedFrom: null, instance: null })),
      {
        type: 'input',
        block_id: REASON,
        optional: !isReasonRequired,
        label: { type: 'plain_text', text: words.asking.why },
        element: {
          type: 'plain_text_input',
          action_id: REASON,
          multiline: true,
          max_length: LONGEST_REASON,
          ...(reason !== null && { initial_value: fittingReason(reason) }),
        },
      },
      channelInput(words, { initial_conversation: channel }),
    ]),
    callback_id: ASKING_VIEW.form,
    private_metadata: writeCarried({ aim, from: channel }),
    submit: { type: 'plain_text', text: words.asking.request },
  };
}

/** What was submitted; `null` where it is no form of this bot's. */
export function readForm(view: {
  readonly private_metadata: string;
  readonly state: { readonly values: Values };
}): { readonly aim: TaskAim; readonly channel: string } | null {
  const { values } = view.state;
  const carried = readCarried(view.private_metadata);
  const channel = readChannel(values);
  if (carried?.aim.for !== 'task' || channel === null) return null;
  const reason = fittingReason(typedIn(values, REASON));
  return { aim: { ...carried.aim, reason: reason === '' ? null : reason }, channel };
}
