import { beforeEach, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { REFUSED, TIMED_OUT } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, REJECT, type Rig, TRY_AGAIN } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;

async function open(required = 1): Promise<void> {
  rig = await openRig({ required });
  bot = rig.start();
  // Elsewhere U_LEAD and U_OTHER approve; of the task's own target, these.
  rig.people.approversOf.set(aTask().target, new Set(['U_OWN', 'U_OWN2']));
}
beforeEach(() => open());

const NOT_LISTED = { answer: 'refused', refusal: { because: 'not eligible', why: 'not listed' } };

test('whoever may approve in another target only cannot approve or reject here', async () => {
  await rig.ask(bot);
  expect(await rig.press(bot, 'U_LEAD', APPROVE)).toMatchObject(NOT_LISTED);
  expect(await rig.press(bot, 'U_LEAD', REJECT)).toMatchObject(NOT_LISTED);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.press(bot, 'U_OWN', APPROVE)).toEqual({ answer: 'done' });
  expect(rig.dds.deletes).toHaveLength(1);
});

test('the approvers of another target do not make a request possible', async () => {
  rig.people.approversOf.set(aTask().target, new Set(['U_ASKER']));
  expect(await rig.ask(bot)).toEqual({ answer: 'nobody could approve', required: 1, found: 0 });
});

test('at the last approval the earlier ones are held against the list of the target', async () => {
  await open(2);
  await rig.ask(bot);
  await rig.press(bot, 'U_OWN', APPROVE);
  rig.people.approversOf.set(aTask().target, new Set(['U_OWN2']));
  rig.people.approvers.add('U_OWN');
  await rig.press(bot, 'U_OWN2', APPROVE);
  expect(await rig.request()).toMatchObject({ state: 'pending', approvers: ['U_OWN2'] });
  expect(rig.dds.deletes).toEqual([]);
});

test('only they, and the requester, may try again', async () => {
  await rig.ask(bot);
  rig.dds.answers.push(...[1, 2, 3].map(() => () => REFUSED));
  await rig.press(bot, 'U_OWN', APPROVE);
  await rig.clock.advance(180_000);
  expect((await rig.request()).state).toBe('not cancelled');
  expect(await rig.press(bot, 'U_LEAD', TRY_AGAIN)).toMatchObject(NOT_LISTED);
  expect(await rig.press(bot, 'U_OWN2', TRY_AGAIN)).toEqual({ answer: 'done' });
});

test('only they, and the requester, may check again', async () => {
  await rig.ask(bot);
  rig.dds.answers.push(() => {
    rig.dds.unreadable = true;
    return TIMED_OUT;
  });
  await rig.press(bot, 'U_OWN', APPROVE);
  await rig.clock.advance(300_000);
  expect((await rig.request()).state).toBe('unknown');
  const card = rig.slack.messages.find(({ what }) => what === 'card')?.message;
  const checkedBy = (user: string) =>
    bot.presses.checkAgain({
      ...{ user, request: 'r1', revision: 1, card: card ?? { channel: '', ts: '' } },
    });
  expect(await checkedBy('U_LEAD')).toMatchObject(NOT_LISTED);
  rig.dds.unreadable = false;
  expect(await checkedBy('U_OWN2')).toEqual({ answer: 'done' });
});
