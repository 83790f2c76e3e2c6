import { expect, test } from '@jest/globals';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeInBrowser } from './in-browser.ts';
import { at, type PagePerson, problemsOf } from './page-person.ts';

const OMAR = PEOPLE.approver;
const TEST_MS = 90_000;
const LONG_MS = 60_000;

describeInBrowser('trouble at the sandbox page', (stage) => {
  test(
    'a lost reply: the bot claims nothing until DDS lists the task as cancelled',
    async () => {
      const person = await inScene('lost-reply');
      await person.approve();
      await person.channel.getByText('Replied to a thread').waitFor({ timeout: LONG_MS });
      await person.openThread();
      await person.thread.getByText('DDS listed it as Canceled').last().waitFor();
      await holds(person, 1);
    },
    TEST_MS,
  );

  test(
    'kill -9 while a cancellation is under way, and the next bot brings it to its end',
    async () => {
      const person = await inScene('kill');
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

  test(
    'the clock moved on: the request expires, for the bot as for everybody',
    async () => {
      const person = await inScene('card');
      const { page } = person;
      await page.getByRole('button', { name: '+2 h' }).click();
      await page.getByText('(120 min moved on)').waitFor();
      await person.channel.getByText('expired').first().waitFor({ timeout: LONG_MS });
      await holds(person, 0);
    },
    TEST_MS,
  );

  async function inScene(scene: string): Promise<PagePerson> {
    const person = at(await stage.open(`/?scene=${scene}`));
    await person.page.locator(`main[data-as="${OMAR.id}"]`).waitFor();
    await person.button('Approve').waitFor();
    return person;
  }

  /** The witness has looked at it all, and so many tasks were cancelled. */
  async function holds({ page }: PagePerson, cancellations: number): Promise<void> {
    for (const [name, count] of Object.entries({ approvals: cancellations, cancellations }))
      await page.locator(`[data-counter="${name}"] dd`, { hasText: `${count}` }).waitFor();
    await page.getByText('The promise holds.').waitFor({ timeout: LONG_MS });
  }
});
