import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
});

const ASKER = { user: 'U_ASKER', from: 'C_OPS' };
const TASK = { id: aTask().id, target: null };

describe('who may not ask', () => {
  beforeEach(() => {
    rig.people.kinds.set('U_ASKER', 'guest');
  });

  test.each([
    ['to list', () => bot.picker.list(ASKER)],
    ['to look at a task', () => bot.picker.look(ASKER, TASK)],
  ])('does not make the bot read DDS, %s', async (_what, act) => {
    const obstacle = { answer: 'not eligible', why: 'guest' };
    expect(await act()).toEqual({ answer: 'no channel', obstacle });
    expect([rig.dds.reads, rig.dds.lists]).toEqual([[], []]);
  });
});

describe('a list', () => {
  test('tells of each task whether it is asked for, and where only to those who are there', async () => {
    expect(await bot.picker.list(ASKER)).toMatchObject({
      ...{ answer: 'offers', channel: 'C_OPS', offers: [{ task: aTask(), open: null }] },
    });
    await rig.ask(bot);
    const card = { channel: 'C_OPS', ts: '1.000100' };
    expect(await bot.picker.list(ASKER)).toMatchObject({ offers: [{ open: { card } }] });
    rig.people.members.set('C_OPS', new Set(['U_ASKER']));
    const elsewhere = { user: 'U_OTHER', from: 'C_ELSE' };
    expect(await bot.picker.list(elsewhere)).toMatchObject({ offers: [{ open: { card: null } }] });
  });

  test('keeps to itself where a request is, as long as Slack does not say who is there', async () => {
    await rig.ask(bot);
    rig.people.members.set('C_OPS', 'in doubt');
    const elsewhere = { user: 'U_OTHER', from: 'C_ELSE' };
    expect(await bot.picker.list(elsewhere)).toMatchObject({ offers: [{ open: { card: null } }] });
  });
});

describe('a look at one task', () => {
  test('finds what can be asked for, and the channel to ask in', async () => {
    expect(await bot.picker.look(ASKER, TASK)).toEqual({
      ...{ answer: 'ready', channel: 'C_OPS', task: aTask() },
    });
  });

  test('finds it in the target that is named only', async () => {
    expect(await bot.picker.look(ASKER, { ...TASK, target: aTask().target })).toMatchObject({
      answer: 'ready',
    });
    expect(await bot.picker.look(ASKER, { ...TASK, target: 'gone' })).not.toMatchObject({
      answer: 'ready',
    });
  });

  test('tells what is no longer Pending, and what is asked for already', async () => {
    await rig.ask(bot);
    expect(await bot.picker.look(ASKER, TASK)).toMatchObject({ answer: 'open already' });
    rig.dds.task = aTask({ status: 'Running' });
    expect(await bot.picker.look(ASKER, TASK)).toMatchObject({ answer: 'not pending' });
    rig.dds.task = null;
    expect(await bot.picker.look(ASKER, TASK)).toMatchObject({ answer: 'not found' });
  });
});
