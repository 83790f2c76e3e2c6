import type { Refusal } from '../../../src/request/decide.ts';
import type { NotEligible } from '../../../src/request/policy.ts';
import type { Submitted } from '../../../src/workflow/submit.ts';
import { aTask } from '../../request/events.ts';
import { aFaultOf, aTaskOf } from '../views/foreign.ts';

const NOT_ELIGIBLE: readonly NotEligible[] = [
  ...(['channel shared outside', 'guest', 'bot', 'deactivated', 'external', 'not listed'] as const),
];

/** Every answer to a command, with this text wherever foreign text can be. */
export function answersWith(text: string): readonly Submitted[] {
  const many = Array.from({ length: 50 }, (_, index) => `a-target-with-a-long-name-${index}`);
  const unread = many.map((target, at) => ({ target, fault: at === 1 ? null : aFaultOf(text) }));
  const found = { answer: 'not found', lookbackDays: 30, without: many } as const;
  const channels = Array.from({ length: 20 }, (_, index) => `C${index}00000000`);
  return [
    { answer: 'channel not allowed', channels },
    ...(['direct message', 'archived', 'bot not in channel', 'not a member'] as const).map(
      (answer) => ({ answer }),
    ),
    ...NOT_ELIGIBLE.map((why) => ({ answer: 'not eligible', why }) as const),
    { answer: 'reason missing' },
    { answer: 'not pending', task: aTaskOf(text) },
    { answer: 'open already', card: null, unread },
    { answer: 'nobody could approve', required: 10, found: 9 },
    ...[text, 'not_in_channel'].map((error) => ({ answer: 'card not posted', error }) as const),
    ...[found, { ...found, unread }, { ...found, without: [], unread }],
    { answer: 'asked', unread },
    ...[text, ''].map((target) => ({ answer: 'unknown target', target, targets: many }) as const),
    { answer: 'in several targets', taskId: aTask().id, targets: many },
  ];
}

/** Every refusal of a press. */
export function refusals(): readonly Refusal[] {
  const plain = [
    ...(['own request', 'only in emergency', 'not your request', 'only the requester'] as const),
    ...(['older card', 'you approved already', 'expired', 'dry run', 'decided already'] as const),
  ];
  return [
    ...NOT_ELIGIBLE.map((why) => ({ because: 'not eligible', why }) as const),
    ...plain.map((because) => ({ because })),
  ];
}
