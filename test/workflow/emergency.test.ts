import { beforeEach, describe, expect, test } from '@jest/globals';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig({ emergencyApproval: true, required: 2 });
  rig.people.approvers.add('U_ASKER');
  bot = rig.start();
  await rig.ask(bot);
});

const ALONE = { do: 'approve in emergency', reason: 'all else asleep' } as const;
const NEVER = new Promise<never>(() => undefined);

describe('where emergency approval is on', () => {
  test('an own request is offered to a requester who may approve, and nothing is decided by that', async () => {
    expect(await rig.press(bot, 'U_ASKER', APPROVE)).toMatchObject({
      refusal: { because: 'only in emergency' },
    });
    expect(await rig.events()).toEqual(['requested']);
  });

  test('it counts for all approvals, and is journaled with its reason', async () => {
    expect(await rig.press(bot, 'U_ASKER', ALONE)).toEqual({ answer: 'done' });
    await rig.clock.advance(1000);
    expect(rig.dds.deletes).toHaveLength(1);
    expect((await rig.journal.read('r1'))[1]).toMatchObject({
      ...{ event: 'emergency_approved', by: 'U_ASKER', revision: 1, reason: 'all else asleep' },
    });
  });

  test.each([
    ['by somebody else', 'U_LEAD', 'not your request'],
    ['by a requester who may not approve', 'U_ASKER', 'not eligible'],
  ])('it is refused %s', async (_by, user, because) => {
    rig.people.approvers.delete('U_ASKER');
    expect(await rig.press(bot, user, ALONE)).toMatchObject({ refusal: { because } });
    expect(await rig.events()).toEqual(['requested']);
  });

  test('a Slack that is slow does not keep the modal from opening in time', async () => {
    rig.people.gate = NEVER;
    const pressed = rig.press(bot, 'U_ASKER', APPROVE);
    await settle();
    await rig.clock.advance(1500);
    expect(await pressed).toMatchObject({ refusal: { because: 'only in emergency' } });
    expect(await rig.events()).toEqual(['requested']);
  });

  test('and decides nothing: the approval itself waits for what Slack says', async () => {
    let answer: () => void = () => undefined;
    rig.people.gate = new Promise((resolve) => {
      answer = resolve;
    });
    const pressed = rig.press(bot, 'U_ASKER', ALONE);
    await settle();
    await rig.clock.advance(5000);
    expect(await rig.events()).toEqual(['requested']);
    rig.people.approvers.delete('U_ASKER');
    answer();
    expect(await pressed).toMatchObject({ refusal: { because: 'not eligible' } });
  });
});

test('where it is off, no spelling of the wish gets round that', async () => {
  rig = await openRig();
  rig.people.approvers.add('U_ASKER');
  bot = rig.start();
  await rig.ask(bot);
  for (const wanted of [APPROVE, ALONE])
    expect(await rig.press(bot, 'U_ASKER', wanted)).toMatchObject({
      refusal: { because: 'own request' },
    });
  expect(await rig.events()).toEqual(['requested']);
});
