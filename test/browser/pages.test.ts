import { openHospital } from '../scenarios/hospital';
import { browserIsInstalled, openBrowser } from './browser';
import { accessSuite } from './suites/access';
import { messageActionsSuite } from './suites/message-actions';
import { messagesSuite } from './suites/messages';
import type { Opened } from './suites/opened';
import { pagesSuite } from './suites/pages';

const whole = browserIsInstalled ? describe : describe.skip;
if (!browserIsInstalled) test.todo('the pages in a browser: skipped, there is no Chromium at /usr/bin/chromium');

/** One hospital and one browser for all pages that ask it. In this order: who looked at a record counts every look. */
whole('in a browser', () => {
  let open: Opened;
  const opened = (): Opened => open;
  beforeAll(async () => {
    const hospital = await openHospital();
    open = { hospital, browser: await openBrowser(new URL(hospital.url).origin) };
  }, 300_000);
  afterAll(async () => {
    try {
      await open.browser.close();
    } finally {
      await open.hospital.close();
    }
  });

  describe('the record of reads', () => accessSuite(opened));
  describe('the pages', () => pagesSuite(opened));
  describe('the message console', () => {
    messagesSuite(opened);
    messageActionsSuite(opened);
  });
});
