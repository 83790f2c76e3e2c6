import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Overview } from '../../src/workflow/overview.ts';
import { aTask } from '../request/events.ts';
import { type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

/** Asks for one more task, in that channel; ids are r1, r2, … in turn. */
async function askIn(channel: string): Promise<void> {
  rig.dds.task = aTask({ id: aTask().id.replace(/^.{8}/, String(10_000_000 + asked++)) });
  await rig.ask(bot, { channel, taskId: rig.dds.task.id });
  await rig.clock.advance(1_000);
}
let asked = 0;

function idsOf(overview: Overview): readonly string[] {
  return overview.answer === 'requests' ? overview.known.map(({ request }) => request.id) : [];
}

describe('open requests', () => {
  test('are those of this channel first, the newest first', async () => {
    for (const channel of ['C_OPS', 'C_PAY', 'C_OPS', 'C_PAY']) await askIn(channel);
    expect(idsOf(await bot.overviews.open('U_OTHER', 'C_PAY'))).toEqual(['r4', 'r2', 'r3', 'r1']);
  });

  test('have their card with them', async () => {
    await askIn('C_OPS');
    expect(await bot.overviews.open('U_OTHER', 'C_OPS')).toMatchObject({
      ...{ known: [{ card: { channel: 'C_OPS' } }], more: false },
    });
  });

  test('are at most 20, and it is said that there are more', async () => {
    for (let times = 0; times < 21; times += 1) await askIn('C_OPS');
    const open = await bot.overviews.open('U_OTHER', 'C_OPS');
    expect(open).toMatchObject({ more: true });
    expect(idsOf(open)).toHaveLength(20);
  });
});

describe('requests that ended', () => {
  test('are those that ended last', async () => {
    for (const channel of ['C_OPS', 'C_PAY', 'C_OPS']) await askIn(channel);
    for (const id of ['r2', 'r3', 'r1']) {
      await rig.press(bot, 'U_ASKER', WITHDRAW, id);
      await rig.clock.advance(1_000);
    }
    const recent = await bot.overviews.recent('U_OTHER', 2);
    expect([idsOf(recent), recent]).toEqual([
      ['r1', 'r3'],
      expect.objectContaining({ more: true }),
    ]);
    expect(await bot.overviews.recent('U_OTHER', 3)).toMatchObject({ more: false });
  });
});

describe('nothing is told', () => {
  beforeEach(async () => {
    await askIn('C_OPS');
    await askIn('C_PAY');
  });

  test('of a channel that the reader is not in', async () => {
    rig.people.members.set('C_OPS', new Set(['U_ASKER']));
    expect(idsOf(await bot.overviews.open('U_OTHER', 'C_OPS'))).toEqual(['r2']);
  });

  test('of a channel of which Slack does not say who is in it; of the others it is', async () => {
    rig.people.members.set('C_OPS', 'in doubt');
    expect(idsOf(await bot.overviews.open('U_OTHER', 'C_OPS'))).toEqual(['r2']);
  });

  test.each(['guest', 'external', 'bot', 'deactivated'] as const)(
    'to a person who is %s',
    async (kind) => {
      rig.people.kinds.set('U_OTHER', kind);
      expect(await bot.overviews.open('U_OTHER', 'C_OPS')).toEqual({
        answer: 'not for them',
        kind,
      });
      expect(await bot.overviews.recent('U_OTHER', 5)).toEqual({ answer: 'not for them', kind });
    },
  );
});
