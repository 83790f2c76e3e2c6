import type { TrailMessage } from '../../slack/trail-reader.ts';
import { type Finding, shown } from './finding.ts';
import { taskOf } from './own-messages.ts';
import { hasNoCardForGood, type RequestTrail, whyMissing } from './request-trail.ts';

/** The cards of one request, oldest first: one there must be, and it may be edited, but not be about another task. */
export function cardFindings(trail: RequestTrail, cards: readonly TrailMessage[]): Finding[] {
  const { rows, request, card } = trail;
  const about = (what: Finding['what'], detail: string, message: Finding['message']) =>
    ({ what, request, seq: null, detail, message }) as const;
  if (rows.length === 0)
    return cards.map(({ message }) => about('not in the journal', 'the card', message));
  const others = cards.filter(({ message }) => message.ts !== card?.ts);
  return [
    ...(isMissing(trail, cards)
      ? [about('missing', `the card: ${whyMissing(trail.postings, 'card')}`, null)]
      : []),
    ...others.map(({ message }) => about('duplicate', 'there is another card', message)),
    ...cards.flatMap((each) => {
      const wrong = differences(trail, each);
      return wrong === '' ? [] : [about('edited', `the card: ${wrong}`, each.message)];
    }),
  ];
}

function isMissing(trail: RequestTrail, cards: readonly TrailMessage[]): boolean {
  const { isRead, rows, isExpected, card } = trail;
  if (!isRead || hasNoCardForGood(trail) || !rows.some(isExpected)) return false;
  return !cards.some(({ message }) => message.ts === card?.ts);
}

function differences({ rows }: RequestTrail, { metadata }: TrailMessage): string {
  const task = taskOf(rows);
  if (task === null) return '';
  const payload = metadata?.event_payload ?? {};
  return Object.entries({ job_id: task.id, target: task.target })
    .filter(([key, value]) => payload[key] !== value)
    .map(([key, value]) => `${key} is ${shown(payload[key])}, in the journal ${shown(value)}`)
    .join('; ');
}
