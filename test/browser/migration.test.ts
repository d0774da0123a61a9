import { browserIsInstalled, openBrowser } from './browser';
import { openMigrationFixture } from './migration-fixture/gateway';
import { migrationAlertsSuite } from './suites/migration-alerts';
import type { OpenedDashboard } from './suites/migration-desk';
import { migrationEvidenceSuite } from './suites/migration-evidence';
import { migrationFreezesSuite } from './suites/migration-freezes';
import { migrationGatesSuite } from './suites/migration-gates';
import { migrationMovesSuite } from './suites/migration-moves';
import { migrationRegisterSuite } from './suites/migration-register';
import { migrationViewsSuite } from './suites/migration-views';

const whole = browserIsInstalled ? describe : describe.skip;
if (!browserIsInstalled)
  test.todo('the migration dashboard in a browser: skipped, there is no Chromium at /usr/bin/chromium');

/** One fixture and one browser for all suites of the dashboard. */
whole('the migration dashboard in a browser', () => {
  let open: OpenedDashboard;
  const opened = (): OpenedDashboard => open;
  beforeAll(async () => {
    const fixture = await openMigrationFixture();
    open = { fixture, browser: await openBrowser(fixture.url) };
  }, 120_000);
  afterAll(async () => {
    try {
      await open.browser.close();
    } finally {
      await open.fixture.close();
    }
  });

  describe('its views', () => migrationViewsSuite(opened));
  describe('its evidence', () => migrationEvidenceSuite(opened));
  describe('its alerts', () => migrationAlertsSuite(opened));
  describe('moving a route', () => migrationMovesSuite(opened));
  describe('freezes', () => migrationFreezesSuite(opened));
  describe('switching off', () => migrationGatesSuite(opened));
  describe('the register', () => migrationRegisterSuite(opened));
});
