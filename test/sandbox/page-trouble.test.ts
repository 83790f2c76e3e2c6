import { expect, test } from '@jest/globals';
import { SECOND } from '../../src/sandbox/running/two-clouds.ts';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeInBrowser } from './in-browser.ts';
import { type PagePerson, problemsOf } from './page-person.ts';
import { counted, holds, inScene, LONG_MS, onward } from './page-scene.ts';

const TEST_MS = 90_000;

describeInBrowser('trouble at the sandbox page', (stage) => {
  test(
    'the clock moved on: the request expires; one cloud away: it is named, and the other goes on',
    async () => {
      const person = await inScene(stage, 'card');
      const { page } = person;
      await page.getByRole('button', { name: '+2 h' }).click();
      await page.getByText('(120 min moved on)').waitFor();
      await person.channel.getByText('expired').first().waitFor({ timeout: LONG_MS });
      await holds(person, 0);

      await onward(person, 'Two clouds, and one is away');
      const first = stage.sandbox.world.dds.region;
      // Which of the two depends on who is faster.
      const unread = new RegExp(`I (could not read|did not wait for) ${first}`);
      await person.channel.locator('.private').getByText(unread).waitFor();
      await person.channel.getByText(`Target: ${SECOND}`).waitFor();
      await decide(person);
      await counted(page, 'cancellations', 1);
      await page.getByText('cancellation', { exact: true }).waitFor();
      const calls = page.getByRole('list', { name: 'Calls' });
      await calls.getByText(`${SECOND} DELETE`).waitFor();

      await page.getByLabel('Answer with errors (5xx)').click();
      await person.actAs(PEOPLE.requester.id);
      await person.send('/dds-cancel');
      const listed = person.channel.locator('.private').last();
      await listed.getByText('sessions-prod').first().waitFor();
      await listed.getByText('invoices-eu').first().waitFor();
      const planned = page.locator('[data-job-id]', { hasText: 'invoices-eu' });
      await planned.getByText(SECOND).waitFor();
      const id = String(await planned.getAttribute('data-job-id'));
      await person.send(`/dds-cancel ${id} in ${SECOND} books are closing`);
      await person.button('Approve').waitFor();
      await decide(person);
      await holds(person, 2);
      expect(stage.sandbox.world.clouds.get(SECOND)?.task(id).status).toBe('Canceled');
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );
});

/** Approves as the approver. */
async function decide(person: PagePerson): Promise<void> {
  await person.actAs(PEOPLE.approver.id);
  await person.approve();
  await person.button('Approve').waitFor({ state: 'detached' });
}
