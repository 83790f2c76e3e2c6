import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { openSandbox, type Sandbox } from '../../src/sandbox/running/sandbox.ts';
import { openPageServer } from '../../src/sandbox/server/page-server.ts';

/** The system's Chromium, if there is one. */
const CHROMIUM = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** Windows on a sandbox. */
export interface Windows {
  /** Opens a window of its own, as if on another machine. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** A sandbox with its bot running, and windows on it. */
export interface BrowserStage extends Windows {
  readonly sandbox: Sandbox;
}

/** Something that serves the page. */
export interface Served {
  readonly url: string;
  close(): Promise<unknown>;
}

/** Describes tests in a real browser; skipped, with a line that says how to get one, where there is none. */
export function describeInBrowser(name: string, tests: (stage: BrowserStage) => void): void {
  let sandbox: Sandbox;
  const serve = async (): Promise<Served> => {
    // Nobody has to wait as long as a person would for a call that is never answered.
    sandbox = await openSandbox({ env: { DDS_TIMEOUT_MS: '2000' } });
    const server = await openPageServer({ sandbox, port: 0 });
    await sandbox.bot.start();
    return { url: server.url, close: () => server.close().then(sandbox.close) };
  };
  describeWindows(name, serve, ({ open }) =>
    tests({
      open,
      get sandbox() {
        return sandbox;
      },
    }),
  );
}

/** The same where the page is served in another way, anew for each test. */
export function describeWindows(
  name: string,
  serve: () => Promise<Served>,
  tests: (windows: Windows) => void,
): void {
  if (CHROMIUM === undefined) {
    process.stderr.write(`No Chromium, so "${name}" is not tested: apt-get install chromium\n`);
    describe.skip(name, () => tests({} as Windows));
    return;
  }
  describe(name, () => inBrowser(serve, tests));
}

const START_MS = 60_000;
const WAIT_MS = 15_000;

function inBrowser(serve: () => Promise<Served>, tests: (windows: Windows) => void): void {
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    browser = await openBrowser();
  }, START_MS);
  afterAll(() => browser.close());

  beforeEach(async () => {
    served = await serve();
  }, START_MS);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await served.close();
  }, START_MS);

  tests({
    async open(path = '/', options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT_MS);
      await page.goto(`${served.url}${path}`);
      await page.locator('main').waitFor();
      return page;
    },
  });
}

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
