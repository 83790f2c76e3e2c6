import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import type { Journal } from '../../src/workflow/ports.ts';
import { MAYA, OPS, openStage, type Stage } from './stage.ts';

const PAY = CHANNELS.payments.id;
let stage: Stage;
let journal: Journal;
beforeEach(async () => {
  stage = await openStage({
    speed: 40,
    wrap(name, port) {
      if (name === 'journal') journal = port as Journal;
      return port;
    },
  });
});
afterEach(() => stage.close());

/** What the bot has asked of Slack about the channel so far, by method. */
function callsAbout(channel: string): readonly string[] {
  return stage.slack.apiCalls
    .filter(({ args }) => args['channel'] === channel)
    .map(({ method }) => method);
}

function toldDirectly(): readonly string[] {
  return stage.slack.directMessages(MAYA).map(({ text }) => text);
}

/** The errors that were logged as final, in their order. */
function refusals(): readonly string[] {
  return stage.log
    .map((line) => JSON.parse(line) as { msg?: string; error?: string })
    .flatMap(({ msg, error = '' }) => (msg === 'Slack refuses for good' ? [error] : []));
}

test.each<[string, (card: Message) => void, readonly string[]]>([
  ['a channel without the bot', () => stage.slack.kick(OPS), ['not_in_channel', 'not_in_channel']],
  ['an archived channel', () => stage.slack.archive(OPS), ['is_inactive', 'is_archived']],
  [
    'a channel whose card was deleted',
    ({ ts }) => stage.slack.deleteMessage(OPS, ts),
    ['message_not_found'],
  ],
])(
  'a request in %s ends, and the requester is told so once, directly',
  async (_, close, errors) => {
    const { slack, dds, task } = stage;
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    close(card);
    // Somebody else has cancelled it at the console, so that the request ends by itself.
    dds.setStatus(task.jobId, 'Canceled');
    const [told] = await slack.until(
      () => (toldDirectly().length > 0 ? toldDirectly() : null),
      15_000,
    );
    expect(told).toContain(`I could not post in <#${OPS}> (${errors[0]})`);
    expect(told).toContain('How it stands: Closed: cancelled elsewhere.');
    expect(refusals()).toEqual(errors);
    expect(
      (await journal.read(String(card.metadata?.event_payload['request']))).at(-1),
    ).toMatchObject({ event: 'closed', reason: 'cancelled elsewhere' });
    await expectNothingMore();
  },
);

/** Not in an hour, nor after a restart. */
async function expectNothingMore(): Promise<void> {
  const before = callsAbout(OPS);
  for (const meanwhile of [() => stage.clock.pass(3_600_000), () => stage.restart()]) {
    await meanwhile();
    await askElsewhere();
    expect(callsAbout(OPS)).toEqual(before);
    expect(toldDirectly()).toHaveLength(1);
  }
}

/** Resolves once another request is posted, and withdrawn, and nothing at all is left to do. */
async function askElsewhere(): Promise<void> {
  const { slack, dds } = stage;
  const before = slack.messages(PAY).length;
  await slack.command(MAYA, PAY, `/dds-cancel ${dds.addTask().jobId}`);
  const { ts } = await slack.until(() => slack.messages(PAY)[before], 15_000);
  await slack.press(MAYA, { channel: PAY, ts, label: 'Withdraw' }, { confirm: true });
  await stage.trailSays({ channel: PAY, ts } as Message, 'withdrew');
  while ((await journal.unfinished()).length > 0) await nextTurn();
}
