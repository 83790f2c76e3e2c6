import { expect, test } from '@jest/globals';
import { describeInBrowser } from './in-browser.ts';
import { problemsOf } from './page-person.ts';
import { holds, inScene, LONG_MS } from './page-scene.ts';

const TEST_MS = 90_000;

describeInBrowser('trouble at the sandbox page', (stage) => {
  test(
    'a lost reply: the bot claims nothing until DDS lists the task as cancelled',
    async () => {
      const person = await inScene(stage, 'lost-reply');
      await person.approve();
      await person.channel.getByText('Replied to a thread').waitFor({ timeout: LONG_MS });
      await person.openThread();
      await person.thread.getByText('DDS listed it as Canceled').last().waitFor();
      await holds(person, 1);
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );

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
