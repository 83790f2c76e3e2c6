import { expect, test } from '@jest/globals';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeWindows } from './in-browser.ts';
import { at, type PagePerson } from './page-person.ts';
import { holds, LONG_MS, onward } from './page-scene.ts';
import { openEntry } from './sandbox-entry.ts';

const TEST_MS = 150_000;
// Nobody has to wait as long as a person would for a call that is never answered.
const ENV = { DDS_TIMEOUT_MS: '2000' };

async function serve() {
  const { url, process } = await openEntry(ENV);
  return { url, close: () => process.stop() };
}

describeWindows("the newcomer's walk with npm run sandbox", serve, ({ open }) => {
  test(
    'one approved cancellation, one lost reply, one kill, and the promise holds',
    async () => {
      const person = at(await open());
      const { page } = person;
      const first = page.locator('[data-job-id]', { hasText: 'orders-prod' });
      await person.ask(String(await first.getAttribute('data-job-id')), 'wrong size');
      await person.actAs(PEOPLE.approver.id);
      await person.approve();
      expect(await outcome(person, 1)).toContain('DDS confirmed the cancellation');

      await onward(person, 'The reply gets lost');
      await person.approve();
      expect(await outcome(person, 2)).toContain('DDS listed it as Canceled');

      await onward(person, 'kill -9 in the middle');
      const calls = page.getByRole('list', { name: 'Calls' }).getByRole('listitem');
      const reads = calls.filter({ hasText: 'GET' }).filter({ hasText: 'hung' });
      await person.approve();
      await reads.first().waitFor();
      await page.getByRole('button', { name: 'kill -9', exact: true }).click();
      await page.getByText('The bot has ended').first().waitFor();
      await page.getByLabel('Never answer').click();
      await page.getByRole('button', { name: 'Start the bot' }).click();
      await outcome(person, 3);
      await holds(person, 3);
    },
    TEST_MS,
  );
});

/** What the channel is told last, once it has been told of so many outcomes. */
async function outcome({ channel }: PagePerson, count: number): Promise<string | null> {
  const told = channel.getByRole('article').filter({ hasText: 'Replied to a thread' });
  await told.nth(count - 1).waitFor({ timeout: LONG_MS });
  return told.nth(count - 1).textContent();
}
