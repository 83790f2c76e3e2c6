import type { CancelRequest } from '../../../request/cancel-request.ts';
import { isToldAsDryRun } from '../../../request/dry-run.ts';
import type { EventOf, RequestEvent } from '../../../request/event.ts';
import type { ScheduledTask } from '../../../request/task.ts';
import { cut, people, type Sentence, say, timeOfDay, utc } from '../sentence.ts';
import { isOutcome } from '../shown-in-channel.ts';
import type { ApproverList } from '../told.ts';
import { seeForYourself } from './console.ts';
import { inDryRun } from './dry-run.ts';
import { EMERGENCY } from './emergency.ts';
import { faultInWords } from './fault.ts';
import { remindedInWords } from './reminder.ts';
import { instanceInWords, kindInWords } from './task.ts';

/**
 * One event as a dated fact in the past tense. `request` as it stood after the event. `approvers`
 * where a reminder is to notify them.
 */
export function trailSentence(
  request: CancelRequest,
  event: RequestEvent,
  consoleUrl: string | null,
  approvers: ApproverList | null = null,
): Sentence {
  const fact =
    event.event === 'reminded'
      ? remindedInWords(request, approvers)
      : factOf(request, event, consoleUrl);
  // Shown in the channel too or in a notification, where nobody sees the card above it.
  const isAlone = isOutcome(event.event) || event.event === 'reminded';
  const about = isAlone ? say` ${whichTask(request)}` : [];
  const said = say`${fact}${about}`;
  return say`${timeOfDay(new Date(event.at))}: ${isDryRun(request, event) ? inDryRun(said) : said}`;
}

/** Also where a real request met a bot in dry run. */
function isDryRun(request: CancelRequest, event: RequestEvent): boolean {
  return isToldAsDryRun(request) || (event.event === 'closed' && event.reason === 'dry run');
}

function factOf(
  request: CancelRequest,
  event: Exclude<RequestEvent, EventOf<'reminded'>>,
  consoleUrl: string | null,
): Sentence {
  const by = { user: event.by };
  switch (event.event) {
    case 'requested':
      return requested(event);
    case 'task_changed':
      return taskChanged(request);
    case 'approved':
      return approved(request, event);
    case 'emergency_approved':
      return say`${{ strong: EMERGENCY }}${by} approved their own request, alone. ${whichTask(request)} Why: ${cut(event.reason, 1000)}`;
    case 'rejected':
      return say`${by} rejected the request${because(event.reason)}`;
    case 'withdrawn':
      return say`${by} withdrew the request. ${whatWasSent(request)}`;
    case 'closed':
      return closed(request, event, consoleUrl);
    case 'attempted':
      return say`Attempt ${event.attempt} to cancel the task began.`;
    case 'retried':
      return say`${by} asked to try again; the approval still stood.`;
    default:
      return outcome(event, consoleUrl);
  }
}

function whichTask({ task }: CancelRequest): string {
  return `It was about the ${kindInWords(task)} of ${instanceInWords(task)} in ${task.target}, task ${task.id}.`;
}

function requested({ by, task, reason }: EventOf<'requested'>): Sentence {
  const what = `${kindInWords(task)} of ${instanceInWords(task)} in ${task.target}, task ${task.id}`;
  return say`${{ user: by }} asked to cancel the ${what}${because(reason ?? '')}`;
}

function because(reason: string): string {
  return reason === '' ? '.' : `: ${cut(reason, 1000)}`;
}

function taskChanged({ changedFrom, task }: CancelRequest): Sentence {
  const before = changedFrom === null ? '' : ` instead of ${taskAsListed(changedFrom)}`;
  return say`DDS listed the task as ${taskAsListed(task)}${before}. All approvals became void.`;
}

function taskAsListed(task: ScheduledTask): string {
  const planned =
    task.plannedStart === null ? '' : `, planned for ${utc(new Date(task.plannedStart))}`;
  return `${kindInWords(task)} of ${instanceInWords(task)}${planned}`;
}

function approved(request: CancelRequest, { by, dropped }: EventOf<'approved'>): Sentence {
  const lapsed =
    dropped.length === 0 ? [] : say` The approval of ${people(dropped)} no longer counted.`;
  const missing = request.required - request.approvers.length;
  const wait = missing > 0 ? ` ${missing} more ${missing === 1 ? 'was' : 'were'} needed.` : '';
  return say`${{ user: by }} approved (${request.approvers.length} of ${request.required}).${lapsed}${wait}`;
}

function closed(
  request: CancelRequest,
  event: EventOf<'closed'>,
  consoleUrl: string | null,
): Sentence {
  const sent = whatWasSent(request);
  switch (event.reason) {
    case 'expired':
      return say`The request expired. ${sent}${tooLate(request, consoleUrl)}`;
    case 'gone':
      return say`DDS did not list the task in two full reads. ${sent}`;
    case 'card not posted':
      return say`The card could not be posted. ${sent} ${seeForYourself(consoleUrl)}`;
    case 'dry run':
      return dryRun(request, event);
    default:
      return say`DDS listed the task as ${cut(event.status ?? 'no longer Pending', 60)}. ${sent}`;
  }
}

/** Approved in time, and DDS could not be read or called in time: an outage, then. */
function tooLate({ approvers, required, emergency }: CancelRequest, consoleUrl: string | null) {
  if (approvers.length < required && emergency === null) return [];
  return say` It had been approved, and could not be carried out in time. ${seeForYourself(consoleUrl)}`;
}

function dryRun(request: CancelRequest, { status }: EventOf<'closed'>): Sentence {
  const why = request.dryRun ? 'This request was a dry run' : 'The bot was in dry run by then';
  return say`DDS listed the task as ${cut(status ?? 'Pending', 60)}. ${why}, so the cancellation was left out. ${whatWasSent(request)}`;
}

function whatWasSent({ everAttempted }: CancelRequest): string {
  return everAttempted
    ? 'Earlier attempts are told above; no further one was made.'
    : 'This bot sent no cancellation.';
}

function outcome(
  event: EventOf<'cancelled' | 'not_cancelled' | 'unknown'>,
  consoleUrl: string | null,
): Sentence {
  if (event.event === 'cancelled') return cancelled(event);
  const told = event.fault === null ? [] : say` The last attempt: ${faultInWords(event.fault)}`;
  if (event.event === 'not_cancelled')
    return say`${NOT_CANCELLED} DDS listed the task as ${cut(event.status, 60)}.${told} ${seeForYourself(consoleUrl)}`;
  return say`${UNKNOWN} Whether the task was cancelled could not be learnt.${told} ${seeForYourself(consoleUrl)}`;
}

const CANCELLED = { strong: 'Cancelled.' };
const NOT_CANCELLED = { strong: 'Not cancelled.' };
const UNKNOWN = { strong: 'Outcome unknown.' };

function cancelled({ how, callId }: EventOf<'cancelled'>): Sentence {
  const id = callId === null ? '' : ` (request id ${cut(callId, 80)})`;
  return how === 'confirmed'
    ? say`${CANCELLED} DDS confirmed the cancellation${id}.`
    : say`${CANCELLED} DDS listed it as Canceled; that alone does not tell who cancelled it.`;
}
