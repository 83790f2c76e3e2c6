import { setTimeout as pace } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { delayMs } from '../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { BOTH_TRANSPORTS, IRIS, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';

const CUT_OFF = expect.stringContaining('I had to stop before this was finished');

describe.each(BOTH_TRANSPORTS)('while the bot stops and starts, over %s', (transport) => {
  let stage: Stage;
  afterEach(() => stage.close());

  const press = (user: string, card: Message) => {
    const at = { channel: card.channel, ts: card.ts, action_id: 'approve' };
    return stage.slack.press(user, at, { confirm: true, staleMessage: card });
  };
  const toldTo = (user: string) => stage.slack.ephemeralsOf(user).length;

  test('every click that is acked is answered; of any other one Slack tells that it failed', async () => {
    stage = await openStage({ transport });
    const { slack, dds } = stage;
    const card = await stage.ask();
    // A call under way makes the bot take its time to stop.
    dds.fail({ kind: 'list' }, delayMs(250));
    await stage.press(OMAR, 'Approve', card);
    let restarting = true;
    const restart = stage.restart().finally(() => {
      restarting = false;
    });
    const ends: (string | undefined)[] = [];
    // Tomo may not approve, so an answer is for him alone.
    while (restarting) {
      ends.push((await press(TOMO, card)).error);
      await pace(10);
    }
    await restart;
    ends.push((await press(TOMO, card)).error);
    const acked = ends.filter((error) => error === undefined).length;
    await slack.until(() => toldTo(TOMO) >= acked);
    expect(toldTo(TOMO)).toBe(acked);
    expect(acked).toBeLessThan(ends.length);
    expect(ends.at(-1)).toBeUndefined();
    await stage.trailSays(card, 'Cancelled.');
  });

  test('a click whose decision is under way is decided, and goes on after the start', async () => {
    stage = await openStage({ transport });
    const { slack } = stage;
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    slack.fail({ method: 'users.info' }, { delayMs: 500 });
    const before = slack.apiCalls.length;
    await stage.press(IRIS, 'Approve', card);
    await slack.until(() =>
      slack.apiCalls.slice(before).some(({ method }) => method === 'users.info'),
    );
    await stage.restart();
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(stage.dds.cancellations).toHaveLength(1);
  });

  test('whoever waits for longer than a stop does is told so, and can do it again', async () => {
    stage = await openStage({ transport });
    const { slack, task } = stage;
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    const answersAgain = slack.fail(
      { method: 'users.info', times: Number.POSITIVE_INFINITY },
      'hang',
    );
    await stage.press(IRIS, 'Approve', card);
    await slack.command(IRIS, OPS, `/dds-cancel ${task.jobId}`);
    await stage.restart();
    const told = slack.ephemeralsOf(IRIS).map(({ text }) => String(text));
    expect(told).toEqual([CUT_OFF, CUT_OFF]);
    expect(stage.log.join('')).toContain('and were cut off');
    answersAgain();
    await stage.press(IRIS, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });
});
