import type { Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../src/sandbox/running/sandbox.ts';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';

/** What a person does at a window of the sandbox. */
export interface PagePerson {
  readonly page: Page;
  readonly channel: Locator;
  readonly thread: Locator;
  /** The button of a card whose label begins so. */
  button(label: string): Locator;
  actAs(id: string): Promise<void>;
  send(text: string): Promise<void>;
  /** Asks as the requester, by a click on the task's id; resolves when the card is there. */
  ask(jobId: string, reason: string): Promise<void>;
  /** *Approve cancellation*, confirm dialog included. */
  approve(): Promise<void>;
  openThread(): Promise<void>;
}

export function at(page: Page): PagePerson {
  const channel = page.getByRole('region', { name: '#db-ops' });
  const button = (label: string) => channel.getByRole('button', { name: new RegExp(`^${label}`) });

  async function actAs(id: string): Promise<void> {
    await page.getByLabel('Acting as').selectOption(id);
    await page.locator(`main[data-as="${id}"]`).waitFor();
  }

  return {
    ...{ page, channel, button, actAs },
    thread: page.getByRole('region', { name: 'Thread' }),
    async send(text) {
      await page.getByLabel(/^Message #/).fill(text);
      await page.keyboard.press('Enter');
    },
    async ask(jobId, reason) {
      await actAs(PEOPLE.requester.id);
      await page.getByRole('button', { name: jobId }).click();
      await page.keyboard.type(reason);
      await page.keyboard.press('Enter');
      await button('Approve cancellation').waitFor();
    },
    async approve() {
      await button('Approve cancellation').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Approve cancellation' }).click();
    },
    async openThread() {
      const link = /^(\d+ repl(y|ies)|View the thread)$/;
      await channel.getByRole('button', { name: link }).first().click();
    },
  };
}

/** What the simulators found wrong with the bot. */
export function problemsOf({ world }: Sandbox): readonly string[] {
  const violations = [...world.clouds.values()].flatMap((dds) => dds.violations);
  return [...world.slack.problems, ...violations];
}
