import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { CHANNELS, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { graveFindings } from './grave-findings.ts';
import { describeInBrowser } from './in-browser.ts';
import { at, type PagePerson, problemsOf } from './page-person.ts';
import { choose, holds } from './page-scene.ts';

const { requester: MAYA, approver: OMAR } = PEOPLE;
const { ops, vendor } = CHANNELS;
const REASON = 'month end is running';
const TEST_MS = 120_000;

describeInBrowser('without an id at hand at the sandbox page', (stage) => {
  test(
    'a task is chosen from the list, asked for in a modal that says what is wrong, and cancelled',
    async () => {
      const { dds } = stage.sandbox.world;
      const person = at(await stage.open(`/?as=${MAYA.id}`));
      const { page } = person;
      await choose(person, 'Who asks must say why');
      await person.send('/dds-cancel');
      await person.channel.getByRole('button', { name: /^Request cancellation: change/ }).click();

      const form = page.getByRole('dialog', { name: 'Cancel DDS task' });
      const [why, where] = [form.getByRole('textbox'), form.getByRole('combobox')];
      const submit = form.getByRole('button', { name: 'Request cancellation' });
      await why.fill('   ');
      await submit.click();
      await form.getByText('Say why in a few words').waitFor();
      await why.fill(REASON);
      await where.selectOption(vendor.id);
      await submit.click();
      await form.getByText('shared with another organisation').waitFor();
      expect(await graveFindings(page)).toEqual([]);
      expect(await why.inputValue()).toBe(REASON);
      await where.selectOption(ops.id);
      await submit.click();
      await form.waitFor({ state: 'detached' });

      await person.actAs(OMAR.id);
      await person.channel.getByText(REASON).waitFor();
      await person.approve();
      await person.channel.getByText('Replied to a thread').waitFor();
      expect(dds.cancellations).toHaveLength(1);
      await saysPrivately(person, 'status', 'No request is open here');
      await saysPrivately(person, 'history', 'The last outcome:');
      await saysPrivately(person, 'help', 'asks for one by its id');
      await holds(person, 1);
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'the shortcuts: on an alert the form, on any other message and from anywhere the list; no scene begins under a modal',
    async () => {
      const person = at(await stage.open('/?scene=alert'));
      const { page } = person;
      const modal = page.getByRole('dialog', { name: 'Cancel DDS task' });
      await useOn(person, 'Alert: sessions-prod');
      await modal.getByText('restart (REBOOT), ').waitFor();
      await modal.getByRole('textbox').fill('sessions are at their peak');
      await modal.getByRole('button', { name: 'Request cancellation' }).click();
      await person.button('Approve cancellation').waitFor();

      await person.send('Lunch?');
      await useOn(person, 'Lunch?');
      await modal.getByText('This message holds no id').waitFor();
      await leave(modal);

      await page.getByText('Shortcuts', { exact: true }).click();
      await page.getByRole('button', { name: 'Cancel a DDS task…' }).click();
      await modal.getByRole('combobox').selectOption(ops.id);
      await modal.locator('button[type=submit]').click();
      await modal.getByText('tasks are Pending').waitFor();
      await modal
        .getByRole('button', { name: /^Request cancellation: / })
        .first()
        .click();
      await modal.getByRole('textbox').waitFor();

      const anew = await stage.open('/?scene=alert');
      await anew.locator('.scene').waitFor();
      await anew.getByRole('dialog').waitFor({ state: 'detached' });
      expect(problemsOf(stage.sandbox)).toEqual([]);
    },
    TEST_MS,
  );
});

async function saysPrivately(person: PagePerson, word: string, answer: string): Promise<void> {
  await person.send(`/dds-cancel ${word}`);
  await person.channel.locator('.private').getByText(answer).waitFor();
}

/** *Cancel DDS task…* in the menu of the message that says so. */
async function useOn({ channel }: PagePerson, words: string): Promise<void> {
  const message = channel.getByRole('article').filter({ hasText: words });
  await message.getByText('More actions').click();
  await message.getByRole('button', { name: 'Cancel DDS task…' }).click();
}

async function leave(modal: Locator): Promise<void> {
  await modal.getByRole('button', { name: 'Close' }).click();
  await modal.waitFor({ state: 'detached' });
}
