import { expect, test } from '@jest/globals';
import { graveFindings } from './grave-findings.ts';
import { describeInBrowser } from './in-browser.ts';
import { at } from './page-person.ts';

const TEST_MS = 60_000;

describeInBrowser('everybody can use the sandbox page', (stage) => {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious in %s: card, confirm dialog, modal, thread, troubles, settings',
    async (colorScheme) => {
      const person = at(await stage.open('/?scene=outcome', { colorScheme }));
      const { page } = person;
      await page.getByText('Approved, cancelled, and told.').waitFor();
      await person.openThread();
      await page.getByText('Trouble on purpose').click();
      await page.getByText("The bot's settings").click();
      expect(await graveFindings(page)).toEqual([]);

      await page.getByText('Scenes', { exact: true }).click();
      await page.getByRole('button', { name: 'A request waits for a second person' }).click();
      await person.button('Approve').waitFor();
      expect(await graveFindings(page)).toEqual([]);
      await person.button('Approve').click();
      await page.getByRole('dialog').waitFor();
      expect(await graveFindings(page)).toEqual([]);

      await page.getByRole('button', { name: 'Go back' }).click();
      await person.button('Reject').click();
      await page.getByRole('dialog', { name: 'Reject this request' }).waitFor();
      expect(await graveFindings(page)).toEqual([]);
    },
    TEST_MS,
  );
});
