import type { Pressed, Wanted } from '../../src/workflow/press.ts';
import type { Submitted } from '../../src/workflow/submit.ts';
import { type Act, isBy } from './act.ts';
import { type Meanwhile, wrongWithAnswer, wrongWithCommand } from './answers.ts';
import { since } from './chronicle.ts';
import type { Process } from './process.ts';
import { holdsTask } from './standing.ts';
import { TIMEOUT_MS } from './times.ts';
import type { World } from './world.ts';

/** A click on the card of a request, by whichever process gets it. */
export interface Click extends Pick<Act, 'user' | 'about'> {
  readonly does: Exclude<Act['does'], 'ask'>;
  /** How many revisions the card that is shown to this person is behind. */
  readonly behind: number;
  /** The request on whose card the button stands: not the one it names, where it is forged. */
  readonly onCardOf: string;
}

/** Types the command. Resolves when it is answered, which a process that dies never does. */
export async function ask(
  world: World,
  process: Process,
  user: string,
  taskId: string,
): Promise<void> {
  const { order, chronicle, cloud, clock, people, policy } = world;
  const { life } = process;
  const givenUpAt = clock.now().getTime() + TIMEOUT_MS;
  const about = { about: taskId, revision: 1, sawDryRun: life.dryRun };
  const act: Act = { user, does: 'ask', ...about, began: order.next(), life };
  const wish = { user, channel: 'C_OPS', taskId, target: null, reason: null };
  const submitted = await taken(world, act, () => process.submit(wish));
  if (submitted === undefined) return;
  const held = cloud.since(taskId, act.began);
  const isLate = clock.now().getTime() >= givenUpAt;
  const isAlone = policy.emergency && !people.since(user, act.began).couldNot;
  const wrong = wrongWithCommand(
    submitted,
    meanwhileOf(world, act, submitted, true),
    {
      pending: held.some((task) => task?.status === 'Pending'),
      other: held.some((task) => task !== null && task.status !== 'Pending'),
      missing:
        held.includes(null) || cloud.failedReads.some((moment) => moment > act.began) || isLate,
    },
    !isAlone && people.couldBeShort(user, policy.required, act.began),
  );
  for (const why of wrong) chronicle.faults.push(`${nameOf(act)}, ${submitted.answer}: ${why}`);
}

/** Presses a button. Resolves as `ask` does. */
export async function click(world: World, process: Process, click: Click): Promise<void> {
  const { order, chronicle, channel } = world;
  const { user, does, about, onCardOf, behind } = click;
  const { message: card, shows } = channel.cardOf(onCardOf) ?? {};
  const newest = chronicle.standings.get(about)?.at(-1);
  if (card === undefined || newest === undefined) return;
  const revision = Math.max(1, newest.revision - behind);
  const seen = { about, revision, sawDryRun: shows?.dryRun ?? false };
  const act: Act = { user, does, ...seen, began: order.next(), life: process.life };
  const isKnown = await isCardKnown(process, about);
  const press = { user, request: about, revision, dryRun: act.sawDryRun, card };
  const pressed = await taken(world, act, () =>
    does === 'check again'
      ? process.presses.checkAgain(press)
      : process.presses.decide(press, wantedOf(does)),
  );
  if (pressed === undefined) return;
  const wrong =
    onCardOf === about
      ? wrongWithAnswer(act, pressed, meanwhileOf(world, act, pressed, isKnown))
      : wrongWithForged(pressed, isKnown);
  for (const why of wrong) chronicle.faults.push(`${nameOf(act)}, ${pressed.answer}: ${why}`);
}

function wrongWithForged({ answer }: Pressed, isKnown: boolean): string[] {
  const isRefused = answer === 'not a card' || (answer === 'card in doubt' && !isKnown);
  return isRefused ? [] : ['the button stood on another card'];
}

/** `undefined` where it threw, which nothing here may make it do. */
async function taken<T>(
  { chronicle }: World,
  act: Act,
  take: () => Promise<T>,
): Promise<T | undefined> {
  chronicle.under.add(act);
  try {
    const answer = await take();
    chronicle.answers += 1;
    return answer;
  } catch (fault) {
    chronicle.faults.push(`${nameOf(act)} threw ${fault}`);
    return undefined;
  } finally {
    chronicle.under.delete(act);
  }
}

function meanwhileOf(
  { chronicle, people, clock, policy }: World,
  act: Act,
  { answer }: Pressed | Submitted,
  isCardKnown: boolean,
): Meanwhile {
  const { user, about, began, does } = act;
  const history = chronicle.standings.get(about) ?? [];
  const taskId = does === 'ask' ? about : (history[0]?.task.id ?? '');
  const others = chronicle.onTaskSince(taskId, began).filter(({ request }) => request !== about);
  const deed = chronicle.deeds.find((one) => !one.isTold && isBy(act, one));
  if (deed !== undefined && TOLD.has(answer)) deed.isTold = true;
  return {
    now: clock.now(),
    standings: since(history, began),
    eligible: people.since(user, began),
    emergency: policy.emergency,
    isJournaled: deed !== undefined,
    isCardInDoubt: !isCardKnown,
    isTaken: others.some(holdsTask),
  };
}

/** What says that it counted. */
const TOLD: ReadonlySet<string> = new Set(['done', 'asked', 'card not posted']);

async function isCardKnown({ journal }: Process, request: string): Promise<boolean> {
  const postings = await journal.postings(request);
  return postings.some(({ kind, message }) => kind === 'card' && message !== null);
}

/** What everybody gives as the reason of what takes one. */
export const REASON = 'nobody else is awake';

function wantedOf(does: Exclude<Click['does'], 'check again'>): Wanted {
  return does === 'reject' || does === 'approve in emergency'
    ? { do: does, reason: REASON }
    : { do: does };
}

function nameOf({ user, does, about }: Act): string {
  return `${user}'s ${does} of ${about}`;
}
