import type { HelpHere } from '../workflow/help-here.ts';
import type { Known, Overviews } from '../workflow/overview.ts';
import type { Picker } from '../workflow/picker.ts';
import type { LinkOf } from './permalink.ts';
import { offersContent, pageOf, withLinks } from './views/asking/offers.ts';
import { linesAsContent, type PrivateContent } from './views/private.ts';
import type { Words } from './words/languages.ts';
import type { ApprovalRule, Linked } from './words/told.ts';

/** Who asks, and in which channel. */
export interface Reader {
  readonly user: string;
  readonly channel: string;
}

/** What is told to one person and asks for nothing. All but `help` reject where Slack gives no clear answer. */
export interface Tells {
  /** A page of the `Pending` tasks. */
  pending(reader: Reader, page: number): Promise<PrivateContent>;
  /** Open requests. */
  status(reader: Reader): Promise<PrivateContent>;
  /** The last outcomes. */
  history(reader: Reader, count: number): Promise<PrivateContent>;
  help(reader: Reader): Promise<PrivateContent>;
}

export interface TellsDeps {
  readonly words: Words;
  readonly picker: Picker;
  readonly overviews: Overviews;
  helpHere(user: string, channel: string): Promise<HelpHere>;
  readonly rule: ApprovalRule;
  readonly linkOf: LinkOf;
  readonly log: (fault: unknown) => void;
}

export function createTells(deps: TellsDeps): Tells {
  const { words, picker, overviews, helpHere, rule, linkOf, log } = deps;
  return {
    async pending({ user, channel }, wanted) {
      const list = await picker.list({ user, from: channel });
      if (list.answer === 'no channel') {
        const why = list.obstacle === null ? null : words.submittedInWords(list.obstacle, null);
        return linesAsContent([why ?? words.channelWanted(list)]);
      }
      const { shown, page } = pageOf(list, wanted);
      return offersContent(words, list, { shown: await withLinks(shown, linkOf), page, rule });
    },
    async status({ user, channel }) {
      const open = await overviews.open(user, channel);
      if (open.answer === 'not for them') return linesAsContent([words.notForThem(open)]);
      return linesAsContent(words.statusInWords(await linked(open.known), open.more, channel));
    },
    async history({ user }, count) {
      const ended = await overviews.recent(user, count);
      if (ended.answer === 'not for them') return linesAsContent([words.notForThem(ended)]);
      return linesAsContent(words.historyInWords(await linked(ended.known), ended.more));
    },
    async help({ user, channel }) {
      // How the bot is used is worth telling also while Slack cannot be asked about people.
      const here = await helpHere(user, channel).then(
        (told) => words.helpHereInWords(told, rule),
        (fault: unknown) => {
          log(fault);
          return [words.helpWithoutSlack()];
        },
      );
      return linesAsContent([...words.helpInWords(rule), ...here]);
    },
  };

  async function linked(known: readonly Known[]): Promise<readonly Linked[]> {
    const links = known.map(({ card }) => (card === null ? null : linkOf(card)));
    const resolved = await Promise.all(links);
    return known.map((one, index) => ({ ...one, link: resolved[index] ?? null }));
  }
}
