import type { Offer, Offers } from '../../../workflow/picker.ts';
import { mayBePatch } from '../may-be-patch.ts';
import { cut, cutForLimit, type Sentence, say, timeOfDay } from '../sentence.ts';
import type { ApprovalRule, Page } from '../told.ts';
import { IF_IT_CANNOT_WAIT } from './console.ts';
import { unlessAlone } from './emergency.ts';
import { faultInWords } from './fault.ts';
import { kindInWords } from './task.ts';

/** Of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const LONGEST_LABEL = 75;

/** What stands over the list. An empty one says that nothing is Pending only where all was read. */
export function offersTitle(
  { offers, unread }: Pick<Offers, 'offers' | 'unread'>,
  rule: ApprovalRule,
): Sentence {
  if (offers.length === 0)
    return unread.length === 0
      ? say`No scheduled task is Pending right now, so there is nothing to cancel.`
      : say`What is Pending could not be read. Ask again in a moment. ${IF_IT_CANNOT_WAIT}`;
  return say`${{ strong: offers.length === 1 ? '1 task is Pending' : `${offers.length} tasks are Pending` }}, the soonest first. A second person must approve before one is cancelled${unlessAlone(rule)}.`;
}

/** A task to choose: what it does to what, where and when, and whether it is asked for already. */
export function offerInWords({ task, open }: Offer, link: string | null): Sentence[] {
  const start =
    task.plannedStart === null
      ? ['not told by DDS']
      : say`${{ date: new Date(task.plannedStart) }}`;
  const name = cut(task.instanceName, 60) || 'an instance without a name';
  const lines = [
    say`${{ strong: `${capitalised(kindInWords(task))} of ${name}` }}`,
    say`Planned start: ${start}. Target: ${task.target}. Task ${task.id}`,
  ];
  if (mayBePatch(task)) lines.push(say`This may be a security or stability patch.`);
  if (open !== null) lines.push(say`A request for it is open already${whereItIs(link)}.`);
  return lines;
}

function whereItIs(link: string | null): Sentence {
  return link === null ? [] : say`: ${{ link, text: 'see its card' }}`;
}

/** The targets of which the list holds nothing. */
export function leftOutInWords({ unread }: Pick<Offers, 'unread'>): Sentence[] {
  return unread.map(
    ({ target, fault }) =>
      say`${{ strong: 'Not in this list: ' }}tasks of ${target}. ${fault === null ? 'It has not answered yet.' : faultInWords(fault)}`,
  );
}

export function readAt({ asOf }: Pick<Offers, 'asOf'>, { number, of }: Page): Sentence {
  const page = of === 1 ? '' : ` Page ${number} of ${of}.`;
  return say`As DDS listed them at ${timeOfDay(asOf)}.${page}`;
}

/** What a screen reader says of a button beside other ones like it. */
export function requestButtonLabel({ task }: Offer): string {
  const label = `Request cancellation: ${kindInWords(task)} of ${cut(task.instanceName, 30)}`;
  return cutForLimit(label, LONGEST_LABEL);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
