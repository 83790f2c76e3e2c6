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

/** The witness has looked at it all, and so many tasks were approved and cancelled. */
export async function holds({ page }: PagePerson, cancellations: number): Promise<void> {
  for (const [name, count] of Object.entries({ approvals: cancellations, cancellations }))
    await page.locator(`[data-counter="${name}"] dd`, { hasText: `${count}` }).waitFor();
  await page.getByText('The promise holds.').waitFor({ timeout: LONG_MS });
}
