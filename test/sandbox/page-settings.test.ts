import { expect, test } from '@jest/globals';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeInBrowser } from './in-browser.ts';
import { problemsOf } from './page-person.ts';
import { counted, holdsWith, inScene, onward } from './page-scene.ts';

const { secondApprover: IRIS } = PEOPLE;
const WHY = 'all others are asleep';
const TEST_MS = 120_000;

describeInBrowser("the bot's settings at the sandbox page", (stage) => {
  test(
    'a dry run leaves the task Pending, an emergency is typed and loud, two approvals are two',
    async () => {
      const { dds } = stage.sandbox.world;
      const person = await inScene(stage, 'dry-run');
      const { page, channel } = person;
      const pending = () => dds.tasks().filter(({ status }) => status === 'Pending').length;
      const before = pending();
      await person.approve();
      await channel.getByText('Closed: dry run').waitFor();
      expect(pending()).toBe(before);

      await onward(person, 'Nobody else is awake');
      await person.approve();
      const modal = page.getByRole('dialog', { name: 'Emergency approval' });
      const [why, confirmation] = [modal.getByLabel(/^Why can/), modal.getByLabel(/^Type the/)];
      await why.fill(WHY);
      await confirmation.fill('nope');
      await modal.getByRole('button', { name: 'Approve alone' }).click();
      await modal.getByRole('alert').filter({ hasText: 'not the last 4' }).waitFor();
      expect(await why.inputValue()).toBe(WHY);
      await confirmation.fill(dds.tasks().at(-1)?.jobId.slice(-4) ?? '');
      await modal.getByRole('button', { name: 'Approve alone' }).click();
      await channel.getByText('EMERGENCY: Cancelled').waitFor();
      await counted(page, 'cancellations', 1);

      await onward(person, 'Two people must approve');
      await person.approve();
      await channel.getByText('Approvals: 1 of 2').waitFor();
      await person.actAs(IRIS.id);
      await person.approve();
      await holdsWith(person, { approvals: 4, cancellations: 2 });
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );
});
