import { expect, test } from '@jest/globals';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeInBrowser } from './in-browser.ts';
import { at, problemsOf } from './page-person.ts';

const OMAR = PEOPLE.approver;
const TEST_MS = 60_000;

describeInBrowser('the sandbox page', (stage) => {
  test(
    'a second person approves, and the task is cancelled in the cloud',
    async () => {
      const { world } = stage.sandbox;
      const { jobId } = world.tasks.resize;
      const person = at(await stage.open());
      await person.ask(jobId, 'wrong size');
      await person.actAs(OMAR.id);
      await person.approve();
      await person.channel.getByText('Replied to a thread').waitFor();
      await person.openThread();
      await person.thread.getByText('Cancelled.').last().waitFor();
      await person.page.locator(`[data-job-id="${jobId}"]`).getByText('Canceled').waitFor();

      expect(world.dds.task(jobId).status).toBe('Canceled');
      expect(await person.thread.textContent()).toContain(OMAR.real_name);
      expect(await person.button('Approve').count()).toBe(0);
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'who dismisses the confirm dialog has approved nothing',
    async () => {
      const { slack, tasks } = { ...stage.sandbox.world };
      const person = at(await stage.open());
      await person.ask(tasks.resize.jobId, 'wrong size');
      await person.actAs(OMAR.id);
      const before = slack.deliveries.length;
      await person.button('Approve cancellation').click();
      const dialog = person.page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Go back' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(slack.deliveries.length).toBe(before);
    },
    TEST_MS,
  );

  test(
    'a rejection asks for a reason in a modal and shows it in the thread',
    async () => {
      const { world } = stage.sandbox;
      const { jobId } = world.tasks.reboot;
      const person = at(await stage.open());
      await person.ask(jobId, 'not tonight');
      await person.actAs(OMAR.id);
      await person.button('Reject').click();
      const modal = person.page.getByRole('dialog', { name: 'Reject this request' });
      await modal.getByRole('textbox').fill('   ');
      await modal.getByRole('button', { name: 'Reject' }).click();
      await modal.getByRole('alert').waitFor();
      await modal.getByRole('textbox').fill('The reboot is needed <now>');
      await modal.getByRole('button', { name: 'Reject' }).click();
      await modal.waitFor({ state: 'detached' });
      await person.openThread();
      await person.thread.getByText('The reboot is needed <now>').last().waitFor();
      expect(world.dds.task(jobId).status).toBe('Pending');
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'an answer for the requester alone is not shown to anybody else',
    async () => {
      const person = at(await stage.open());
      await person.send('/dds-cancel not-an-id');
      await person.channel.getByText('Only visible to you').waitFor();
      await person.actAs(OMAR.id);
      expect(await person.channel.getByText('Only visible to you').count()).toBe(0);
    },
    TEST_MS,
  );
});
