import { expect, test } from '@jest/globals';
import { describeInBrowser } from './in-browser.ts';
import { problemsOf } from './page-person.ts';
import { holds, inScene, LONG_MS } from './page-scene.ts';

const TEST_MS = 90_000;

describeInBrowser('trouble at the sandbox page', (stage) => {
  test(
    'the clock moved on: the request expires, for the bot as for everybody',
    async () => {
      const person = await inScene(stage, 'card');
      const { page } = person;
      await page.getByRole('button', { name: '+2 h' }).click();
      await page.getByText('(120 min moved on)').waitFor();
      await person.channel.getByText('expired').first().waitFor({ timeout: LONG_MS });
      await holds(person, 0);
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );
});
