import { accessibilityFaults } from '../accessibility';
import { whatIsKept } from '../console-page';
import { inDialog } from '../dashboard-page';
import { BED_STATE } from '../migration-fixture/estate';
import { deskOf, routeAt, WHY, type OpenedDashboard } from './migration-desk';

/** What was compared, counted and rehearsed, and what of it cannot be told. */
export const migrationEvidenceSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

  test('evidence that could not be read is not evidence that nothing was compared', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('MigrationEvidence')
          ? route.fulfill({
              json: {
                data: { migrationRoute: { agreement: null }, rehearsals: null },
                errors: [{ message: 'Not read', extensions: { code: 'INTERNAL' } }],
              },
            })
          : route.fallback(),
      );
      await page.reload();
      await page.getByText('What comparing found could not be read.').waitFor();
      expect(await page.getByText('Nothing was compared yet.').count()).toBe(0);
    }, routeAt(BED_STATE)));

  test('where counting may have begun within the time shown, that is said', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('MigrationTraffic')) return route.fallback();
        const answer = await route.fetch();
        const { data } = (await answer.json()) as { data: { systemTraffic: { from: string; systems: object[] }[] } };
        const systemTraffic = data.systemTraffic.map((slice, at) => (at < 20 ? { ...slice, systems: [] } : slice));
        return route.fulfill({ response: answer, json: { data: { systemTraffic } } });
      });
      await page.reload();
      await page.getByText(/^In this time no read was counted before 10 Nov 2026, 10:00:00 GMT/).waitFor();
    }, '#/traffic'));

  test('beside what agrees in a rehearsal stands how often the candidate did not answer', () =>
    using(async ({ page }) => {
      await page.getByRole('link', { name: '2 asks', exact: true }).click();
      expect(await page.evaluate('location.hash')).toContain('CANDIDATE_FAILED');
    }, routeAt(BED_STATE)));

  test('where reads were not counted, nobody is said to notice nothing', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('whatIf')) return route.fallback();
        const answer = await route.fetch();
        const text = (await answer.text()).replace(
          /"readers":\[.*?\],"readsCountedFrom"/,
          '"readers":[],"readsCountedFrom"',
        );
        return route.fulfill({ response: answer, body: text });
      });
      await page.reload();
      await page.getByText('Who would notice is not known, 1 capability').waitFor();
      await page.getByText('Nobody was seen to read it').waitFor();
      await page.unrouteAll({ behavior: 'wait' });
    }, '#/what-if?system=pas%40RWE'));

  test('what cannot be told is told as that, with the reason, and never as nothing', () =>
    using(async ({ page }) => {
      const untold = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: 'What cannot be told' }) });
      expect(await untold.innerText()).toContain('RWE/wards: the adapter of nervecentre@RWE does not say');
      await page.getByText('Most reads first; reads a day since 11 Oct 2026').waitFor();
      const feed = page.getByRole('row', { name: /^pas-adt/ }).or(page.getByRole('row', { name: /^Feed pas-adt/ }));
      expect(await feed.innerText()).toMatch(/14 min, since 20 Nov 2026, 09:45:36 GMT\s[^]*2140/);
      await page
        .getByText('At least 2 clients may notice, 1 capability would be answered by nobody, at least 1 field')
        .waitFor();
    }, '#/what-if?system=pas%40RWE'));

  test('from a severity to its comparisons to one value, which is shown once and kept nowhere', () =>
    using(async ({ page, heading }) => {
      await page.getByRole('link', { name: 'Critical' }).first().click();
      await heading('Comparisons of Bed state of RWE').waitFor();
      expect(page.url()).toContain('severity=CRITICAL');
      await page.getByText('2 differences').click();
      await page.getByRole('button', { name: 'Open the value of occupant in comparison cmp_1' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('dialog').getByRole('button', { name: 'Open the value' }).click();
      await page.getByRole('dialog').getByText('Bed 4, S9900101').waitFor();
      expect(await page.getByRole('dialog').innerText()).toMatch(/nervecentre@RWE \(candidate\)\s+Bed 7, S9900202/);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.locator('#said').innerText()).not.toContain('S9900');
      expect(lastDone()).toEqual(['revealDifference', { difference: 'd_1', reason: WHY }]);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.locator('dialog').waitFor({ state: 'detached' });
      expect(await page.content()).not.toContain('S9900');
      const kept = await whatIsKept(page);
      expect(kept).not.toMatch(/S9900|severe mismatch/);
      expect(kept).toContain('{},{},""');
    }, routeAt(BED_STATE)));

  test('a value that was opened goes as soon as somebody signs in inside its dialog: it may be another', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByText('2 differences').click();
      await page.getByRole('button', { name: 'Open the value of occupant in comparison cmp_1' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('RevealDifference')
          ? route.fulfill({ json: { errors: [{ message: 'It is over', extensions: { code: 'UNAUTHENTICATED' } }] } })
          : route.fallback(),
      );
      await dialog.getByRole('button', { name: 'Open the value' }).click();
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      await page.unrouteAll({ behavior: 'wait' });
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await dialog.getByText('It is over').waitFor({ state: 'detached' });
      await dialog.getByRole('button', { name: 'Open the value' }).click();
      await dialog.getByText('Bed 4, S9900101').waitFor();
      await dialog.getByLabel('Role').selectOption('privacy-officer');
      await page.locator('dialog').waitFor({ state: 'detached' });
      expect(await page.content()).not.toContain('S9900');
    }, '#/comparisons'));

  test('traffic is drawn, said in words and given in numbers', () =>
    using(async ({ page }) => {
      await page.getByRole('img', { name: /pas@RWE from 3000 to 400, nervecentre@RWE from 1200 to 3800/ }).waitFor();
      await page.getByText('The chart as a table').click();
      expect(await page.locator('details[open] tbody').getByRole('row').count()).toBe(30);
    }, '#/traffic'));
};
