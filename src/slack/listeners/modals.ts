import type { ModalView } from '@slack/types';
import { toldModal } from '../views/asking/modals.ts';
import { asRichText } from '../views/write.ts';
import { platformCode } from '../web/fault.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import type { AnswerPrivately, Private } from './answer.ts';
import { orInWords } from './doubt.ts';
import { type OpenDeps, openModal } from './open-modal.ts';

/** The modals of one person on the way to a request. */
export interface Modals {
  /** Opens one at once, for a trigger is good for three seconds, and fills it when the screen is ready. */
  open(triggerId: string, to: Private, screen: () => Promise<ModalView>): Promise<void>;
  /** Shows that it is read, then the screen. */
  fill(viewId: string, screen: () => Promise<ModalView>): Promise<void>;
  /** Shows something in an open modal; what is worth telling is told privately where it was closed meanwhile. */
  show(
    viewId: string,
    screen: () => Promise<ModalView>,
    to: Private,
    worthTelling: Sentence | null,
  ): Promise<void>;
}

export interface ModalsDeps extends OpenDeps {
  readonly words: Words;
  readonly answer: AnswerPrivately;
  /** Every modal says so. */
  readonly dryRun: boolean;
}

export function createModals(deps: ModalsDeps): Modals {
  const { words, client, answer, doubt, dryRun } = deps;
  const waiting = toldModal(words, [words.reading()]);

  return {
    async open(triggerId, to, screen) {
      const id = await openModal(deps, triggerId, waiting);
      if (id === null) return answer(to, words.noModal());
      await update(id, await told(screen));
    },
    async fill(viewId, screen) {
      if (await update(viewId, waiting)) await update(viewId, await told(screen));
    },
    async show(viewId, screen, to, worthTelling) {
      const isShown = await update(viewId, await told(screen));
      if (!isShown && worthTelling !== null) await answer(to, worthTelling);
    },
  };

  async function told(screen: () => Promise<ModalView>): Promise<ModalView> {
    const view = await orInWords(doubt, screen, (sentence) => toldModal(words, [sentence]));
    return dryRun ? { ...view, blocks: [asRichText([words.dryRunNote]), ...view.blocks] } : view;
  }

  /** Whether the modal is still there: its person may have closed it. */
  async function update(view_id: string, view: ModalView): Promise<boolean> {
    try {
      await client.views.update({ view_id, view });
      return true;
    } catch (fault) {
      if (platformCode(fault) === 'not_found') return false;
      throw fault;
    }
  }
}
