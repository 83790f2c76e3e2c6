import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import { describeInBrowser } from './in-browser.ts';
import { at } from './page-person.ts';

const { requester, approver, secondApprover } = PEOPLE;
const TEST_MS = 60_000;

describeInBrowser('people at the sandbox page', (stage) => {
  test(
    'two windows are two people, and of two approvals at once one counts',
    async () => {
      const { dds } = stage.sandbox.world;
      const omar = at(await stage.open('/?scene=two-people'));
      await omar.page.locator(`main[data-as="${approver.id}"]`).waitFor();
      const iris = at(await stage.open(`/?as=${secondApprover.id}`));
      await Promise.all([omar.button('Approve').waitFor(), iris.button('Approve').waitFor()]);
      await Promise.all([omar.approve(), iris.approve()]);
      await Promise.all(
        [omar, iris].map(({ channel }) => channel.getByText('Replied to a thread').waitFor()),
      );
      const told = [omar, iris].map(({ channel }) =>
        // By the bot, or by Slack where the button is gone before the dialog is confirmed.
        channel.getByText('Only visible to you').or(channel.getByRole('alert')).first().waitFor(),
      );
      await Promise.any(told);
      expect(dds.cancellations).toHaveLength(1);
    },
    TEST_MS,
  );

  test(
    'by keyboard alone: command completed, typed and sent, dialog confirmed',
    async () => {
      const { world } = stage.sandbox;
      const person = at(await stage.open());
      const { page } = person;
      await tabTo(page, (label) => label.startsWith('Message #'));
      await page.keyboard.type('/dds');
      await page.keyboard.press('Tab');
      await page.keyboard.type(`${world.tasks.resize.jobId} by keyboard`);
      await page.keyboard.press('Enter');
      await person.button('Approve').waitFor();
      await person.actAs(approver.id);
      await tabTo(page, (label) => label.startsWith('Approve cancellation'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await tabTo(page, (label) => label.startsWith('Approve cancellation'));
      await page.keyboard.press('Enter');
      await person.channel.getByText('Replied to a thread').waitFor();
      expect(world.dds.cancellations).toHaveLength(1);
    },
    TEST_MS,
  );

  test(
    'on a phone nothing is wider than the screen, and the way is the same',
    async () => {
      const { world } = stage.sandbox;
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
      const person = at(await stage.open(`/?as=${requester.id}`, phone));
      await person.ask(world.tasks.resize.jobId, 'from the phone');
      await person.actAs(approver.id);
      await person.approve();
      await person.channel.getByText('Replied to a thread').waitFor();
      const wide = await person.page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(390);
      expect(world.dds.cancellations).toHaveLength(1);
    },
    TEST_MS,
  );
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, isIt: (label: string) => boolean): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    if (isIt(String(await page.evaluate(FOCUSED_LABEL)))) return;
  }
  throw new Error('Tab never came there');
}

const FOCUSED_LABEL = `(() => {
  const { activeElement } = document;
  const label = activeElement?.labels?.[0]?.textContent ?? activeElement?.textContent ?? '';
  return activeElement?.getAttribute('aria-label') ?? label;
})()`;
