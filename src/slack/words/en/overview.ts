import type { CancelRequest } from '../../../request/cancel-request.ts';
import type { Overview } from '../../../workflow/overview.ts';
import { cut, people, type Sentence, say } from '../sentence.ts';
import type { Linked } from '../told.ts';
import { headline } from './card.ts';
import { seeForYourself } from './console.ts';
import { whyNot } from './submitted.ts';
import { kindInWords } from './task.ts';

/** Open requests, a line each. */
export function statusInWords(known: readonly Linked[], more: boolean, here: string): Sentence[] {
  if (known.length === 0)
    return [say`No request is open here, nor in any other channel that you are in.`];
  return [
    say`${{ strong: known.length === 1 ? '1 open request' : `${known.length} open requests` }}, those of this channel first:`,
    ...known.map((one) => openInWords(one, here)),
    ...ifNotSettled(known),
    ...(more ? [say`There are more than these.`] : []),
  ];
}

/** Under a list in which something failed, or may have. */
function ifNotSettled(known: readonly Linked[]): Sentence[] {
  const isNotSettled = ({ request: { state } }: Linked) =>
    state === 'unknown' || state === 'not cancelled';
  return known.some(isNotSettled) ? [seeForYourself(null)] : [];
}

/** The last outcomes, a line each. */
export function historyInWords(known: readonly Linked[], more: boolean): Sentence[] {
  if (known.length === 0)
    return [say`No request has ended yet in this channel, nor in any other that you are in.`];
  return [
    say`${{ strong: known.length === 1 ? 'The last outcome:' : `The last ${known.length} outcomes:` }}`,
    ...known.map(endedInWords),
    ...ifNotSettled(known),
    ...(more ? [say`For more, type a number: /dds-cancel history 20`] : []),
  ];
}

export function notForThem({ kind }: Extract<Overview, { answer: 'not for them' }>): Sentence {
  return say`I may not tell you about requests: ${whyNot(kind)}.`;
}

function openInWords({ request, link }: Linked, here: string): Sentence {
  const where = request.channel === here ? [] : say` in ${{ channel: request.channel }}`;
  return say`• ${{ strong: WAITS_FOR[request.state] ?? headline(request) }}: ${whatOf(request)}${where}, asked by ${{ user: request.requester }}, open until ${{ date: request.expiresAt }}${cardAt(link)}`;
}

const WAITS_FOR: Readonly<Partial<Record<CancelRequest['state'], string>>> = {
  pending: 'Waiting for approval',
};

function endedInWords({ request, link }: Linked): Sentence {
  const took = durationInWords(+request.lastAt - +request.askedAt);
  return say`• ${{ strong: headline(request) }}: ${whatOf(request)} in ${{ channel: request.channel }}, asked by ${{ user: request.requester }}${decidedBy(request)}, ended ${{ date: request.lastAt }} after ${took}${cardAt(link)}`;
}

function whatOf({ task }: CancelRequest): string {
  return `${kindInWords(task)} of ${cut(task.instanceName, 40) || 'an instance without a name'}`;
}

function decidedBy(request: CancelRequest): Sentence {
  if (request.state === 'rejected') return say`, rejected by ${{ user: request.rejectedBy }}`;
  return request.approvers.length === 0 ? [] : say`, approved by ${people(request.approvers)}`;
}

function cardAt(link: string | null): Sentence {
  return link === null ? say`.` : say`. ${{ link, text: 'Card' }}`;
}

/** `45 s`, `38 min`, `2 h 5 min`, `3 days` */
function durationInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}
