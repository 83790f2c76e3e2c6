import type { Page } from 'playwright-core';
import { PEOPLE } from '../../src/sandbox/world/cast.ts';
import type { BrowserStage } from './in-browser.ts';
import { at, type PagePerson } from './page-person.ts';

/** For what the bot brings to its end by itself. */
export const LONG_MS = 60_000;

/** An approver who has walked into this scene. */
export async function inScene(stage: BrowserStage, scene: string): Promise<PagePerson> {
  const person = at(await stage.open(`/?scene=${scene}`));
  await person.page.locator(`main[data-as="${PEOPLE.approver.id}"]`).waitFor();
  await person.button('Approve').waitFor();
  return person;
}

/** Walks on into the scene of this title, once the buttons of the last one are gone. */
export async function onward({ page, button }: PagePerson, title: string): Promise<void> {
  await page.getByText('Scenes', { exact: true }).click();
  await page.getByRole('button', { name: title }).click();
  await page.locator('.scene', { hasText: title }).waitFor();
  await button('Approve').waitFor();
  await page.getByText('Scenes', { exact: true }).click();
}

/** Switches one of the bot's settings on, and waits until the bot runs with it. */
export async function choose({ page }: PagePerson, setting: string): Promise<void> {
  await page.getByText("The bot's settings").click();
  const restarted = page.waitForResponse(/\/api\/setting$/);
  await page.getByLabel(setting).click();
  await restarted;
}

/** So many of them have been counted. */
export async function counted(page: Page, counter: string, count: number): Promise<void> {
  const figure = new RegExp(`^${count}$`);
  await page.locator(`[data-counter="${counter}"] dd`, { hasText: figure }).waitFor();
}

/** The witness has looked at it all, and this was counted. */
export async function holdsWith(
  { page }: PagePerson,
  counters: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, count] of Object.entries(counters)) await counted(page, name, count);
  await page.getByText('The promise holds.').waitFor({ timeout: LONG_MS });
}

/** The witness has looked at it all, and so many tasks were approved and cancelled. */
export function holds(person: PagePerson, cancellations: number): Promise<void> {
  return holdsWith(person, { approvals: cancellations, cancellations });
}
