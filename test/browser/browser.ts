import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** False where Debian's Chromium is not installed (`apt-get install chromium`). */
export const browserIsInstalled = existsSync(CHROMIUM);

/**
 * Chromium refuses its sandbox to root; the rest keeps it from speaking to anyone but this machine. No name is resolved:
 * to look at each request on its way out instead would switch off the browser's cache, and cost a round trip each.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A page, and all that it did which it should not have done. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console (a breach of the Content-Security-Policy is one), and uncaught exceptions. */
  readonly complaints: readonly string[];
  /** Requests to anywhere but the origin under test; none of them left this machine. */
  readonly strangers: readonly string[];
}

export interface Browser {
  /** Opens a path of the origin in a page of its own. */
  visit(path: string): Promise<Visit>;
  close(): Promise<void>;
}

/** Chromium without a window, with a profile of its own, which lets no request leave this machine. */
export const openBrowser = async (origin: string): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), 'causeway-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  const visit = async (path: string): Promise<Visit> => {
    const page = await context.newPage();
    const complaints: string[] = [];
    const strangers: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url());
    });
    await page.goto(`${origin}${path}`);
    return { page, complaints, strangers };
  };
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { visit, close };
};
