import { serverError } from '../../../src/sandbox/dds/answer-faults.ts';
import { hang } from '../../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../../src/sandbox/slack/message-store.ts';
import { IRIS, MAYA, OMAR, OPS, type Stage } from '../../journeys/stage.ts';
import { changing, type Wrap } from './ports.ts';

/** A run in which one guard alone stands between the bot and a broken promise. */
export interface Scenario {
  /** What makes the dangerous moment certain instead of likely. */
  readonly wrap?: () => Wrap;
  play(stage: Stage): Promise<unknown>;
}

/** Two approvals are both decided before either is journaled. */
export const twoApproveAtOnce: Scenario = {
  wrap() {
    let waiting = 0;
    let go: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      go = resolve;
    });
    return changing({
      journal: (journal) => ({
        async append(end, event) {
          if (event.event === 'approved') waiting += 1;
          if (waiting >= 2) go();
          if (event.event === 'approved') await both;
          return journal.append(end, event);
        },
      }),
    });
  },
  async play(stage) {
    const card = await stage.ask();
    const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
    await Promise.all(
      [OMAR, IRIS].map((user) =>
        stage.slack.press(user, at, { confirm: true, staleMessage: card }),
      ),
    );
    await ended(stage, card);
  },
};

/** One approval, one cancellation, and no trouble at all. */
export const noTrouble: Scenario = { play: (stage) => approved(stage) };

/** A trail message is posted, and its answer is lost. */
export const trailInDoubt: Scenario = {
  play: (stage) =>
    approved(stage, () => {
      stage.slack.fail({ method: 'chat.postMessage' }, 'reset after commit');
    }),
};

/** The card is posted, and its answer is lost. */
export const cardInDoubt: Scenario = {
  async play(stage) {
    const { slack } = stage;
    slack.fail({ method: 'chat.postMessage' }, 'reset after commit');
    await stage.ask();
    const card = await slack.until(
      () => cards(stage).find((one) => trailOf(stage, one) !== ''),
      15_000,
    );
    await stage.press(MAYA, 'Withdraw', card);
    await ended(stage, card);
  },
};

/** DDS answers the `DELETE` with 500, and has done nothing. */
export const failedDelete: Scenario = {
  play: (stage) => approved(stage, () => stage.dds.fail({ kind: 'cancel' }, serverError())),
};

/** DDS never answers the `DELETE`, and has done nothing. */
export const unansweredDelete: Scenario = {
  play: (stage) => approved(stage, () => stage.dds.fail({ kind: 'cancel' }, hang())),
};

async function approved(stage: Stage, prepare: () => unknown = () => undefined): Promise<void> {
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  prepare();
  await stage.press(OMAR, 'Approve', card);
  await ended(stage, card);
}

/** The trail tells the end, and the card shows it. */
async function ended(stage: Stage, card: Message): Promise<void> {
  await stage.trailSays(card, /Cancelled\.|Not cancelled\.|withdrew/);
  await stage.slack.until(() =>
    /"text":"(Cancelled|Not cancelled|Withdrawn)"/.test(stage.cardNow(card)),
  );
}

function cards({ slack }: Stage): readonly Message[] {
  return slack.messages(OPS).filter(({ thread_ts }) => thread_ts === undefined);
}

function trailOf({ slack }: Stage, { channel, ts }: Message): string {
  return slack
    .thread(channel, ts)
    .slice(1)
    .map(({ text }) => text)
    .join('\n');
}
