import type { CancelRequest } from '../../src/request/cancel-request.ts';
import type { RequestEvent } from '../../src/request/event.ts';
import { trailView } from '../../src/slack/views/trail.ts';
import { english } from '../../src/slack/words/en.ts';
import type { ApproverList } from '../../src/slack/words/told.ts';
import type { Announcer, Clock } from '../../src/workflow/ports.ts';
import type { Message, Posted } from '../../src/workflow/posting.ts';
import { type Gates, type Life, never } from './gates.ts';
import { arrival, inTime } from './times.ts';

/** What becomes of one post. */
export const FATES = [
  ...([
    'posted',
    'answer lost',
    'as late as can be',
    'lost on the way',
    'refused for now',
    'refused for good',
  ] as const),
] as const;
export type Fate = (typeof FATES)[number];

/** One message that stands in the channel or in a thread. */
export interface Said {
  readonly request: string;
  /** `null` for the card. */
  readonly event: RequestEvent | null;
  readonly message: Message;
  /** As it reads, and whether the channel shows it beside the thread. */
  readonly text: string;
  readonly inChannel: boolean;
  /** Of the card: the request's state and last number, and whether it is a dry run, as it shows them. */
  shows: Pick<CancelRequest, 'state' | 'seq' | 'revision' | 'dryRun'> | null;
}

/** Slack as the model knows it: what stands there, and the posts on their way. */
export interface Channel {
  /** In the order in which they arrived; none is ever taken away, for none may be too many. */
  readonly said: readonly Said[];
  /** Posts that Slack will never take, and their processes know it: `seq` of the event, 0 for the card. */
  readonly refused: readonly { readonly request: string; readonly seq: number }[];
  /** What requesters were told directly: of which request, and after how many such posts. */
  readonly notices: readonly { readonly request: string; readonly after: number }[];
  /** What becomes of the next posts; `posted` after the last. */
  readonly fates: Fate[];
  outage: 'none' | 'refuses' | 'hangs';
  cardOf(request: string): Said | undefined;
  announcerFor(life: Life): Announcer;
}

/** A card is judged by what it shows, not by its words. */
const CARD = { text: '', inChannel: true } as const;
/** Those that a reminder is for. */
const APPROVERS: ApproverList = {
  ...{ users: ['U_LEAD'], groups: [], channelMembers: false },
  ...{ mention: true, emergencyApproval: false },
};
const NOT_YET: Posted = { posted: 'not yet', error: 'ratelimited', retryAfterMs: null };
const NO_ANSWER: Posted = { posted: 'perhaps', error: 'time-out' };

export function createChannel(clock: Clock, gates: Gates): Channel {
  const said: Said[] = [];
  const refused: { request: string; seq: number }[] = [];
  const notices: { request: string; after: number }[] = [];
  const cardOf = (request: string) =>
    said.find((one) => one.request === request && one.event === null);

  const channel: Channel = {
    ...{ said, refused, notices, fates: [], outage: 'none', cardOf },
    announcerFor: (life) => ({
      postCard: (request) => post({ request: seenBy(life, request), event: null, ...CARD }, life),
      postTrail: (request, event, _card, { state }) => {
        const toNotify = state === 'pending' ? APPROVERS : null;
        return post(
          { request, event, ...trailView(english, request, event, null, toNotify) },
          life,
        );
      },
      async updateCard(request, message) {
        await gates.pass(`the card of ${request.id} is edited`, life);
        if (channel.outage !== 'none') return NOT_YET;
        const card = said.find((one) => one.message.ts === message.ts);
        if (card !== undefined) card.shows = seenBy(life, request);
        await gates.pass(`the edit of ${request.id} is answered`, life);
        return { posted: 'yes', message };
      },
      findCard: (request) => look(() => cardOf(request.id), life),
      findTrail: (request, seq) =>
        look(() => said.find((one) => one.request === request && one.event?.seq === seq), life),
      async tellRequester({ id, requester }) {
        await gates.pass(`the requester of ${id} is told`, life);
        if (channel.outage !== 'none') return NOT_YET;
        notices.push({ request: id, after: refused.length });
        await gates.pass(`the requester of ${id} has been told`, life);
        return { posted: 'yes', message: { channel: requester, ts: '1.1' } };
      },
    }),
  };
  return channel;

  interface What {
    readonly request: CancelRequest;
    readonly event: RequestEvent | null;
    readonly text: string;
    readonly inChannel: boolean;
  }

  async function post(what: What, life: Life): Promise<Posted> {
    await gates.pass(`the post of ${nameOf(what)} has its turn`, life);
    return inTime(clock, travel(what, life), NO_ANSWER);
  }

  async function travel(what: What, life: Life): Promise<Posted> {
    const fate = fateNow();
    if (fate === 'refused for now') return NOT_YET;
    if (fate === 'refused for good') return refuse(what, life);
    const message = { channel: what.request.channel, ts: '' };
    const arrive = arrival(clock, () => {
      if (fate !== 'lost on the way') stand(what, message);
    });
    if (fate === 'as late as can be') return never();
    await gates.pass(`the post of ${nameOf(what)} arrives`);
    arrive();
    if (fate !== 'posted') return never();
    await gates.pass(`the post of ${nameOf(what)} is answered`, life);
    return { posted: 'yes', message };
  }

  async function refuse(what: What, life: Life): Promise<Posted> {
    await gates.pass(`the post of ${nameOf(what)} is refused`, life);
    refused.push({ request: what.request.id, seq: what.event?.seq ?? 0 });
    return { posted: 'never', error: 'is_archived' };
  }

  function fateNow(): Fate {
    if (channel.outage === 'refuses') return 'refused for now';
    return channel.outage === 'hangs' ? 'lost on the way' : (channel.fates.shift() ?? 'posted');
  }

  function stand(what: What, message: { ts: string; channel: string }): void {
    const { request, event, text, inChannel } = what;
    message.ts = `${said.length + 1}.000100`;
    const shows = event === null ? request : null;
    said.push({ request: request.id, event, message, text, inChannel, shows });
  }

  async function look(find: () => Said | undefined, life: Life): Promise<Message | null> {
    await gates.pass('Slack is searched', life);
    if (channel.outage !== 'none') throw new Error('Slack gave no clear answer');
    const found = find()?.message ?? null;
    await gates.pass('Slack has been searched', life);
    return found;
  }
}

/** A bot in dry run says so of whatever it shows. */
function seenBy({ dryRun }: Life, request: CancelRequest): CancelRequest {
  return dryRun ? { ...request, dryRun } : request;
}

function nameOf({
  request,
  event,
}: {
  request: CancelRequest;
  event: RequestEvent | null;
}): string {
  return event === null ? `the card of ${request.id}` : `${request.id} ${event.seq}`;
}
