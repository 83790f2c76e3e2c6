import type { ModalView } from '@slack/types';
import type { Asker, NoEntry, Offers, Picker } from '../workflow/picker.ts';
import { type LinkOf, linkIn } from './permalink.ts';
import type { Aim, ListAim, TaskAim } from './views/asking/aim.ts';
import { formModal } from './views/asking/form.ts';
import { offersModal, toldModal, whereModal } from './views/asking/modals.ts';
import { offersContent, pageOf, withLinks } from './views/asking/offers.ts';
import type { Words } from './words/languages.ts';
import type { Sentence } from './words/sentence.ts';
import type { ApprovalRule } from './words/told.ts';
import { isWorthAnother } from './worth-another.ts';

/** What a modal shows next to somebody on the way to a request. Rejects where Slack gives no clear answer. */
export type Screens = (asker: Asker, aim: Aim, note?: Sentence | null) => Promise<ModalView>;

export interface ScreensDeps {
  readonly words: Words;
  readonly picker: Picker;
  readonly linkOf: LinkOf;
  readonly isReasonRequired: boolean;
  readonly rule: ApprovalRule;
}

export function createScreens(deps: ScreensDeps): Screens {
  const { words, picker, linkOf, isReasonRequired, rule } = deps;
  return (asker, aim, note = null) =>
    aim.for === 'task' ? taskScreen(asker, aim, note) : listScreen(asker, aim);

  async function taskScreen(asker: Asker, aim: TaskAim, note: Sentence | null): Promise<ModalView> {
    const looked = await picker.look(asker, aim);
    if (looked.answer === 'no channel') return where(looked, asker, aim);
    if (looked.answer === 'ready')
      return formModal(words, { ...looked, reason: aim.reason, isReasonRequired, note });
    const again = isWorthAnother(looked) ? { aim, from: asker.from } : null;
    return toldModal(words, [words.lookedInWords(looked, await linkIn(looked, linkOf))], again);
  }

  async function listScreen(asker: Asker, aim: ListAim): Promise<ModalView> {
    const ids = aim.ids ?? [];
    const [only] = ids;
    if (only !== undefined && ids.length === 1) return taskScreen(asker, taskAim(only), null);
    const list = await picker.list(asker);
    if (list.answer === 'no channel') return where(list, asker, aim);
    const named = list.offers.filter(({ task }) => ids.includes(task.id.toLowerCase()));
    return named.length === 0
      ? offers(list, aim, leadWithout(aim.ids))
      : choice({ ...list, offers: named }, asker, aim);
  }

  /** Among the tasks that a message names; one of them needs no choosing. */
  async function choice(list: Offers, { user }: Asker, aim: ListAim): Promise<ModalView> {
    const [one, ...more] = list.offers;
    if (one === undefined || more.length > 0)
      return offers(list, aim, words.severalIdsInMessage(aim.ids?.length ?? 0));
    const { id, target } = one.task;
    return taskScreen({ user, from: list.channel }, taskAim(id, target), null);
  }

  async function offers(list: Offers, aim: ListAim, lead: Sentence | null): Promise<ModalView> {
    const { shown: bare, page } = pageOf(list, aim.page);
    const shown = await withLinks(bare, linkOf);
    const { blocks } = offersContent(words, list, { shown, page, rule, lead });
    return offersModal(words, blocks, { aim, from: list.channel });
  }

  /** What is said over the list of all tasks; `ids` are those of a message, none of them in the list. */
  function leadWithout(ids: readonly string[] | null): Sentence | null {
    if (ids === null) return null;
    return ids.length === 0 ? words.noIdInMessage() : words.noneOfThemPending(ids.length);
  }

  function where(noEntry: NoEntry, { from }: Asker, aim: Aim): ModalView {
    return whereModal(words, words.channelWanted(noEntry), { aim, from });
  }
}

function taskAim(id: string, target: string | null = null): TaskAim {
  return { for: 'task', id, target, reason: null };
}
