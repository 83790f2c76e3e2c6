import type { WebClient } from '@slack/web-api';
import type { CancelRequest } from '../request/cancel-request.ts';
import { shownBy } from '../request/dry-run.ts';
import type { Announcer, Clock } from '../workflow/ports.ts';
import type { Message, NotTaken } from '../workflow/posting.ts';
import { CARD_EVENT_TYPE, type CardFacts, cardView, type MessageView } from './views/card.ts';
import { TRAIL_EVENT_TYPE, trailView } from './views/trail.ts';
import { asRichText, asText } from './views/write.ts';
import { findByMetadata, type Search } from './web/history.ts';
import { failedRepeatable } from './web/posted.ts';
import type { Poster } from './web/poster.ts';
import type { Words } from './words/languages.ts';
import type { ApproverList } from './words/told.ts';

interface AnnouncerDeps {
  readonly words: Words;
  readonly client: WebClient;
  readonly poster: Poster;
  /** The bot's own ids, which its messages carry. */
  readonly author: { readonly botId: string; readonly botUserId: string };
  readonly clock: Clock;
  /** Who may approve what is in this target. */
  approversOf(target: string): ApproverList;
  readonly dryRun: boolean;
  consoleUrlOf(request: CancelRequest): string | null;
  /** Told of a message that was found twice, and why the other one stays; `null` where it was deleted. */
  onDuplicate(request: string, message: Message, stays: string | null): void;
}

/** Slack stamps with its own clock; ours is ahead of it by hours where a machine takes local time for UTC. */
const CLOCK_ERROR_S = 24 * 3_600;

/** Writes requests into Slack, and finds what it has written. */
export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  const { words, client, poster, author, clock, approversOf, consoleUrlOf, onDuplicate } = deps;

  return {
    postCard: (request) => poster.post({ channel: request.channel, ...contentOf(card(request)) }),
    updateCard: (request, message) => poster.update({ ...message, ...contentOf(card(request)) }),
    postTrail: (request, event, { channel, ts }, current) => {
      // Whoever is notified must still find something to decide.
      const toNotify = current.state === 'pending' ? approversOf(request.task.target) : null;
      const { inChannel, ...view } = trailView(
        words,
        request,
        event,
        consoleUrlOf(request),
        toNotify,
      );
      const place = { channel, thread_ts: ts, ...(inChannel ? { reply_broadcast: true } : {}) };
      return poster.post({ ...place, ...contentOf(view) });
    },
    async findCard({ id, channel, askedAt }, known) {
      const oldest = String(Math.floor(askedAt.getTime() / 1000) - CLOCK_ERROR_S);
      return theOneOf(id, known, {
        ...{ channel, oldest, author },
        matches: ({ event_type, event_payload }) =>
          event_type === CARD_EVENT_TYPE && event_payload['request'] === id,
      });
    },
    async findTrail(request, seq, { channel, ts }, known) {
      return theOneOf(request, known, {
        ...{ channel, thread: ts, author },
        matches: ({ event_type, event_payload }) =>
          event_type === TRAIL_EVENT_TYPE &&
          event_payload['request'] === request &&
          event_payload['seq'] === seq,
      });
    },
    tellRequester(request, error) {
      const told = [words.undeliverable(shownBy(deps, request), error, consoleUrlOf(request))];
      const content = { text: asText(told), blocks: [asRichText(told)] };
      return poster.post({ channel: request.requester, ...content });
    },
  };

  function card(request: CancelRequest): MessageView {
    const facts: CardFacts = {
      approvers: approversOf(request.task.target),
      consoleUrl: consoleUrlOf(request),
      now: clock.now(),
    };
    return cardView(words, shownBy(deps, request), facts);
  }

  /** The message that is known stays, also where Slack does not list it yet: edits and thread are there. */
  async function theOneOf(
    request: string,
    known: Message | null,
    wanted: Search,
  ): Promise<Message | null | NotTaken> {
    const found = await findByMetadata(client, wanted).catch(failedRepeatable);
    if ('posted' in found) return found;
    const [oldest = { message: null }] = found;
    const stays = known ?? oldest.message;
    for (const { message } of found.filter((one) => one.message.ts !== stays?.ts)) {
      const notYet = await removeDuplicate(request, message);
      if (notYet !== null) return notYet;
    }
    return stays;
  }

  /** Answers what to wait for; `null` where no more can be done. */
  async function removeDuplicate(request: string, message: Message): Promise<NotTaken | null> {
    const removed = await poster.remove(message);
    if (removed.posted === 'not yet') return removed;
    onDuplicate(request, message, removed.posted === 'never' ? removed.error : null);
    return null;
  }
}

function contentOf({ text, blocks, metadata }: MessageView): MessageView {
  return { text, blocks, metadata };
}
