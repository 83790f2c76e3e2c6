import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { openSandbox } from '../../dist/sandbox/running/sandbox.js';
import { openPageServer } from '../../dist/sandbox/server/page-server.js';

const DIRECTORY = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const CHROMIUM = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium';
const SCHEMES = ['light', 'dark'];

/** Each of a scene of the sandbox; `ready` brings the page to where it is taken and answers what is shown. */
const PICTURES = [
  {
    ...{ name: 'card', scene: 'card', width: 1200, height: 700 },
    ready: async (page) => await shown(page.locator('.channel .message').last(), /Approve/),
  },
  {
    ...{ name: 'thread', scene: 'outcome', width: 1500, height: 1000 },
    async ready(page) {
      await page.getByText('Approved, cancelled, and told.').waitFor();
      await page.getByRole('button', { name: 'View the thread' }).click();
      return await shown(page.getByRole('region', { name: 'Thread' }), /Cancelled\./);
    },
  },
  {
    ...{ name: 'picker', scene: 'picker', width: 1200, height: 1100 },
    ready: async (page) => await shown(page.locator('.channel .message').last(), /Request/),
  },
  {
    ...{ name: 'page', scene: 'outcome', width: 1280, height: 720 },
    async ready(page) {
      await page.getByText('Approved, cancelled, and told.').waitFor();
      await page.getByText('The promise holds.').waitFor();
      await page.locator('[data-counter="approvals"]', { hasText: '1' }).waitFor();
      return page.locator('body');
    },
  },
];

const browser = await openBrowser();
try {
  await mkdir(DIRECTORY, { recursive: true });
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
}

/** Each picture in a sandbox of its own, so that nothing of another one is in it. */
async function take(on, picture) {
  for (const scheme of SCHEMES) {
    const sandbox = await openSandbox();
    try {
      await takeIn(sandbox, on, picture, scheme);
    } finally {
      await sandbox.close();
    }
  }
}

async function takeIn(sandbox, on, { name, scene, width, height, ready }, colorScheme) {
  const server = await openPageServer({ sandbox, port: 0 });
  try {
    await sandbox.bot.start();
    const page = await on.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(`${server.url}/?scene=${scene}`);
    const path = `${DIRECTORY}${name}-${colorScheme}.png`;
    await (await ready(page)).screenshot({ path });
    await page.close();
    process.stdout.write(`${path}\n`);
  } finally {
    await server.close();
  }
}

async function shown(part, words) {
  await part.filter({ hasText: words }).waitFor();
  return part;
}

function openBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
