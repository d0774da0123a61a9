import { accessibilityFaults } from '../accessibility';
import { inDialog } from '../dashboard-page';
import { BED_STATE, OBSERVATIONS } from '../migration-fixture/estate';
import { deskOf, routeAt, WHY, type OpenedDashboard } from './migration-desk';

/** Alerts above every view. */
export const migrationAlertsSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

  test('alerts stand above every view, and lead to what they are about', () =>
    using(async ({ page, go, heading }) => {
      await go('#/history', 'What was changed');
      const alerts = page.getByRole('region', { name: 'Alerts' });
      expect(await alerts.innerText()).toMatch(/Rolled back\s+RT5\/observations[^]*Since 19 Nov 2026[^]*Slipping/);
      // When it was due is one thing, when it was noticed another.
      expect(await alerts.innerText()).toMatch(
        /has not begun\. Planned by 31 Dec 2024 \(689 days ago\)\. Noticed 20 Nov 2026, 09:30:00 GMT \(30 min ago\)\./,
      );
      await alerts.getByRole('link', { name: OBSERVATIONS }).click();
      await heading('Observations of RT5').waitFor();
    }));

  test('an alert that comes while somebody looks at a page is shown there, and what they were doing stays', () =>
    using(async ({ page }) => {
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.route('**/graphql', (route) => {
        if (!route.request().postData()?.includes('MigrationAlerts')) return route.fallback();
        const about = { kind: 'rolled-back', about: BED_STATE, since: '2026-11-20T09:59:00.000Z', due: null };
        const migrationAlerts = [{ id: 'ma_9', ...about, words: 'The ramp broke its budget and went back by itself.' }];
        const data = { migrationAlerts, systemTraffic: [{ to: '2026-11-20T10:00:00.000Z' }] };
        return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data }) });
      });
      // As when somebody comes back to the tab.
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByText('The ramp broke its budget and went back by itself.').waitFor();
      expect(await inDialog(page, 'Why').inputValue()).toBe(WHY);
    }, routeAt(BED_STATE)));

  test('a gate that was overridden is told of until somebody acknowledges it with a reason; other alerts end by themselves', () =>
    using(async ({ page, go }) => {
      await page.route('**/graphql', (route) => {
        if (!route.request().postData()?.includes('MigrationAlerts')) return route.fallback();
        const words = 'RIS was retired against 2 obstacles by MOVE Mina and MOVE Omar.';
        const migrationAlerts = [
          { id: 'ma_7', kind: 'overridden', about: 'ris@RWE', since: '2026-11-19T16:20:00.000Z', due: null, words },
          {
            id: 'ma_6',
            kind: 'slipping',
            about: 'pas@RWE',
            since: '2025-01-01T00:00:00.000Z',
            due: '2024-12-31',
            words: 'It is late.',
          },
        ];
        const data = { migrationAlerts, systemTraffic: [{ to: '2026-11-20T10:00:00.000Z' }] };
        return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data }) });
      });
      await go('#/history', 'What was changed');
      const alerts = page.getByRole('region', { name: 'Alerts' });
      expect(await alerts.getByRole('button').count()).toBe(1);
      await alerts.getByRole('button', { name: 'Acknowledge the alert about ris@RWE' }).click();
      await inDialog(page, 'Why').fill(WHY);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText('The alert is over.').waitFor();
      expect(lastDone()).toEqual(['acknowledgeAlert', { alert: 'ma_7', reason: WHY }]);
    }));
};
