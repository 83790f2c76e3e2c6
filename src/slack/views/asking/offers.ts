import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Offer, Offers } from '../../../workflow/picker.ts';
import type { LinkOf } from '../../permalink.ts';
import type { Words } from '../../words/languages.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { ApprovalRule, Page } from '../../words/told.ts';
import { asRichText, asText } from '../write.ts';
import { writeTaskValue } from './aim.ts';

const PAGE_SIZE = 10;

/** The buttons of a list of tasks, whether in a private message or in a modal. */
export const OFFER_ACTION = {
  /** One a row, so each has a number after it. */
  request: /^request_cancellation_\d$/,
  page: /^offers_(?:previous|next)$/,
};

/** An offer with the link to the card of its open request, where the reader may have one. */
export type LinkedOffer = Offer & { readonly link: string | null };

/** The offers of one page, and which page that is; a number too high is the last one. */
export function pageOf(
  { offers }: Pick<Offers, 'offers'>,
  wanted: number,
): { readonly shown: readonly Offer[]; readonly page: Page } {
  const of = Math.max(1, Math.ceil(offers.length / PAGE_SIZE));
  const number = Math.min(Math.max(1, wanted), of);
  return {
    shown: offers.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE),
    page: { number, of },
  };
}

/** Each with the link to the card that its reader may see. */
export async function withLinks(
  offers: readonly Offer[],
  linkOf: LinkOf,
): Promise<readonly LinkedOffer[]> {
  const linked = offers.map(async (offer) => {
    const card = offer.open?.card ?? null;
    return { ...offer, link: card === null ? null : await linkOf(card) };
  });
  return await Promise.all(linked);
}

/** What a page shows; `lead` stands above all. */
interface Shown {
  readonly shown: readonly LinkedOffer[];
  readonly page: Page;
  readonly rule: ApprovalRule;
  readonly lead?: Sentence | null;
}

/** A page of tasks as private message or as the inside of a modal. */
export function offersContent(
  words: Words,
  list: Pick<Offers, 'offers' | 'unread' | 'asOf'>,
  { shown, page, rule, lead = null }: Shown,
): { readonly text: string; readonly blocks: KnownBlock[] } {
  const top = [
    ...(lead === null ? [] : [lead]),
    words.offersTitle(list, rule),
    ...words.leftOutInWords(list),
  ];
  const rows = shown.map((offer) => ({ offer, lines: words.offerInWords(offer, offer.link) }));
  const end = words.readAt(list, page);
  return {
    text: asText([...top, ...rows.flatMap(({ lines }) => lines), end]),
    blocks: [
      asRichText(top),
      ...rows.flatMap(({ offer, lines }, index) => [
        asRichText(lines),
        ...buttonFor(words, offer, index),
      ]),
      ...pager(words, page),
      { type: 'context', elements: [{ type: 'mrkdwn', text: asText([end]), verbatim: true }] },
    ],
  };
}

/** A task that is asked for already has no button: its card has them. */
function buttonFor(words: Words, offer: Offer, index: number): ActionsBlock[] {
  if (offer.open !== null) return [];
  const { requestButton: text, requestButtonLabel } = words;
  const label = requestButtonLabel(offer);
  return [
    {
      type: 'actions',
      elements: [
        {
          ...button(`request_cancellation_${index}`, { text, label }),
          value: writeTaskValue(offer.task),
        },
      ],
    },
  ];
}

function pager({ buttons }: Words, { number, of }: Page): ActionsBlock[] {
  const previous = button('offers_previous', buttons.previous);
  const next = button('offers_next', buttons.next);
  const elements = [
    ...(number > 1 ? [{ ...previous, value: String(number - 1) }] : []),
    ...(number < of ? [{ ...next, value: String(number + 1) }] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** The page a pager's button leads to; the first for anything that this bot does not write. */
export function readPage(value: unknown): number {
  return typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : 1;
}

function button(action_id: string, { text, label }: Words['buttons']['next']): Button {
  return {
    ...{ type: 'button', action_id, text: { type: 'plain_text', text } },
    accessibility_label: label,
  };
}
