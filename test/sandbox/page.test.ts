import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openSandbox, type Sandbox } from '../../src/sandbox/running/sandbox.ts';
import { openPageServer, type PageServer } from '../../src/sandbox/server/page-server.ts';
import type { SandboxWorld } from '../../src/sandbox/world.ts';

/** The system's Chromium, if there is one. */
const CHROMIUM = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

const REQUESTER = 'Maya Lind';
const APPROVER = 'Omar Reyes';

if (CHROMIUM === undefined) {
  process.stderr.write('No Chromium, so the page is not tested: apt-get install chromium\n');
}

(CHROMIUM === undefined ? describe.skip : describe)('the sandbox page', () => {
  let browser: Browser;
  let world: SandboxWorld;
  let sandbox: Sandbox;
  let server: PageServer;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  }, 30_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    sandbox = await openSandbox();
    world = sandbox.world;
    server = await openPageServer({ sandbox, port: 0 });
    await sandbox.bot.start();
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
  }, 30_000);
  afterEach(async () => {
    await page.close();
    await server.close();
    await sandbox.close();
  }, 30_000);

  test('a second person approves in the page, and the task is cancelled in the cloud', async () => {
    const { jobId } = world.tasks.resize;
    await ask(jobId, 'wrong size');
    await actAs(APPROVER);
    await channel()
      .getByRole('button', { name: /^Approve cancellation/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve cancellation' }).click();

    await channel().getByText('Replied to a thread').waitFor();
    await channel().getByRole('button', { name: 'View the thread' }).click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread.getByText('Cancelled.').last().waitFor();
    await page.locator(`[data-job-id="${jobId}"]`).getByText('Canceled').waitFor();

    expect(world.dds.task(jobId).status).toBe('Canceled');
    expect(await thread.textContent()).toContain(APPROVER);
    expect(
      await channel()
        .getByRole('button', { name: /^Approve/ })
        .count(),
    ).toBe(0);
    expect([...world.slack.problems, ...world.dds.violations]).toEqual([]);
  }, 40_000);

  test('who dismisses the confirm dialog has approved nothing', async () => {
    await ask(world.tasks.resize.jobId, 'wrong size');
    await actAs(APPROVER);
    const before = world.slack.deliveries.length;
    await channel()
      .getByRole('button', { name: /^Approve cancellation/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(world.slack.deliveries.length).toBe(before);
  }, 40_000);

  test('a rejection asks for a reason in a modal and shows it in the thread', async () => {
    const { jobId } = world.tasks.reboot;
    await ask(jobId, 'not tonight');
    await actAs(APPROVER);
    await channel()
      .getByRole('button', { name: /^Reject/ })
      .click();
    const modal = page.getByRole('dialog', { name: 'Reject this request' });
    await modal.getByRole('textbox').fill('   ');
    await modal.getByRole('button', { name: 'Reject' }).click();
    await modal.getByRole('alert').waitFor();
    await modal.getByRole('textbox').fill('The reboot is needed <now>');
    await modal.getByRole('button', { name: 'Reject' }).click();
    await modal.waitFor({ state: 'detached' });

    await channel()
      .getByRole('button', { name: /repl(y|ies)$/ })
      .click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread.getByText('The reboot is needed <now>').last().waitFor();
    expect(world.dds.task(jobId).status).toBe('Pending');
    expect([...world.slack.problems, ...world.dds.violations]).toEqual([]);
  }, 40_000);

  test('an answer for the requester alone is not shown to anybody else', async () => {
    await send('/dds-cancel not-an-id');
    await channel().getByText('Only visible to you').waitFor();
    await actAs(APPROVER);

    expect(await channel().getByText('Only visible to you').count()).toBe(0);
  }, 40_000);

  const channel = () => page.getByRole('region', { name: '#db-ops' });

  async function actAs(realName: string): Promise<void> {
    const { id } = [...world.slack.world.people.values()].find(
      (person) => person.real_name === realName,
    ) ?? { id: '' };
    await page.getByLabel('Acting as').selectOption(id);
    await page.locator(`main[data-as="${id}"]`).waitFor();
  }

  async function ask(jobId: string, reason: string): Promise<void> {
    await actAs(REQUESTER);
    await page.getByRole('button', { name: jobId }).click();
    await page.keyboard.type(reason);
    await page.keyboard.press('Enter');
    await channel()
      .getByRole('button', { name: /^Approve cancellation/ })
      .waitFor();
  }

  async function send(command: string): Promise<void> {
    await page.getByLabel(/^Command in/).fill(command);
    await page.keyboard.press('Enter');
  }
});

/** A headless Chromium with a profile of its own that asks nothing of the network. */
function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
