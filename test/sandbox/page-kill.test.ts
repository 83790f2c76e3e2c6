import { expect, test } from '@jest/globals';
import { describeInBrowser } from './in-browser.ts';
import { problemsOf } from './page-person.ts';
import { holds, inScene, LONG_MS } from './page-scene.ts';

const TEST_MS = 90_000;

describeInBrowser('the bot is killed at the sandbox page', (stage) => {
  test(
    'kill -9 while a cancellation is under way, and the next bot brings it to its end',
    async () => {
      const person = await inScene(stage, 'kill');
      const { page } = person;
      await person.approve();
      await page.getByRole('list', { name: 'Calls' }).getByText('hung').first().waitFor();
      await page.getByRole('button', { name: 'kill -9' }).click();
      await page.getByText('The bot has ended').waitFor();
      await page.getByLabel('Never answer').click();
      await page.getByRole('button', { name: 'Start the bot' }).click();
      await person.channel.getByText('Replied to a thread').waitFor({ timeout: LONG_MS });
      await holds(person, 1);
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );
});
