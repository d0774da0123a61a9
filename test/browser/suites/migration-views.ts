import { accessibilityFaults } from '../accessibility';
import { focused } from '../keyboard';
import { BED_STATE, OBSERVATIONS } from '../migration-fixture/estate';
import { deskOf, routeAt, type OpenedDashboard } from './migration-desk';

/** Every view, with its heading. */
const VIEWS: readonly (readonly [fragment: string, title: string | RegExp])[] = [
  ['#/', 'The estate on a timeline'],
  ['#/matrix', 'Routes: capability by organisation'],
  ['#/matrix?all=yes', 'Routes: capability by organisation'],
  [routeAt(BED_STATE), 'Bed state of RWE'],
  [routeAt(OBSERVATIONS), 'Observations of RT5'],
  [`#/comparisons?route=${encodeURIComponent(BED_STATE)}`, 'Comparisons of Bed state of RWE'],
  ['#/system/pas%40RWE', 'HISS / PatientCentre'],
  ['#/traffic', 'Traffic by system'],
  ['#/use', 'Who still depends on what'],
  ['#/what-if?system=pas%40RWE', 'If pas@RWE stopped today'],
  ['#/gates', 'Switching off: what stands in the way'],
  ['#/history', 'What was changed'],
  ['#/reports', 'Reports'],
  ['#board', 'Migration: where it stands'],
];

/** The views of the dashboard as they are looked at: every one of them, narrow, in the reader’s colours, and where one could not be read again. */
export const migrationViewsSuite = (opened: () => OpenedDashboard): void => {
  const { using } = deskOf(opened);

  test(
    'axe-core finds nothing wrong in any view, with everything unfolded, and none is wider than a telephone',
    () =>
      using(async ({ page, go }) => {
        await page.setViewportSize({ width: 360, height: 740 });
        for (const [fragment, title] of VIEWS) {
          await go(fragment, title);
          await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
          expect([fragment, await accessibilityFaults(page)]).toEqual([fragment, []]);
          expect([fragment, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([fragment, 360]);
        }
      }),
    120_000,
  );

  test('the timeline says in words what it draws, no closer than it is known; what has no date is listed', () =>
    using(async ({ page }) => {
      const row = page.getByRole('row', { name: /^HISS/ }).first();
      await row
        .getByRole('img', {
          name: 'HISS / PatientCentre. Planned: retained 2022, replacing 2023, decommissioned 2024. Actual: retained 2022, replacing Mar 2025.',
        })
        .waitFor();
      expect(await row.innerText()).toMatch(/Retiring\s+Past its date/);
      await page.getByText('The timeline as a table').click();
      await page.getByText('Decommissioned: planned 2024, beginning not recorded (PAS in EPR').waitFor();
      expect(await page.getByRole('row', { name: /^WellSky/ }).innerText()).toContain('<img src=x');
      expect(await page.evaluate('window.run')).toBeUndefined();
    }));

  test('on a telephone the timeline opens at today, with the names beside it, and no route lies out of sight', () =>
    using(async ({ page, go }) => {
      await page.setViewportSize({ width: 400, height: 800 });
      await go('#/gates', /^Switching off/);
      await go('#/', 'The estate on a timeline');
      const leftOf = (what: string): Promise<number> =>
        page.evaluate(`document.querySelector(${JSON.stringify(what)}).getBoundingClientRect().left`);
      const [today, name] = [await leftOf('.migration-gantt line.today'), await leftOf('.migration-gantt tbody a')];
      expect(name).toBeGreaterThan(0);
      expect(today).toBeGreaterThan(name);
      expect(today).toBeLessThan(400);
      await go('#/matrix', 'Routes: capability by organisation');
      const lefts: readonly number[] = await page.evaluate(
        `[...document.querySelectorAll('.migration-route a')].map((each) => each.getBoundingClientRect().left)`,
      );
      expect(lefts.length).toBeGreaterThan(1);
      expect(lefts.filter((left) => left > 100)).toEqual([]);
    }));

  test('in the reader’s own colours the words of a chart are in them too', () =>
    using(async ({ page, go }) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      for (const [fragment, title, words] of [
        ['#/traffic', 'Traffic by system', '.migration-chart text'],
        ['#/', 'The estate on a timeline', '.migration-gantt text'],
      ] as const) {
        await go(fragment, title);
        const [word, text] = await page.evaluate<[string, string]>(
          `[getComputedStyle(document.querySelector('${words}')).fill, getComputedStyle(document.querySelector('h1')).color]`,
        );
        expect([fragment, word]).toEqual([fragment, text]);
      }
    }));

  test('what could not be read again is told with the time that it is of, and older rows can still be asked for', () =>
    using(async ({ page, answered }) => {
      let pages = 0;
      await page.route('**/graphql', async (route) => {
        const asked = route.request().postData() ?? '';
        const unread = { data: {}, errors: [{ message: 'Not read', extensions: { code: 'INTERNAL' } }] };
        if (asked.includes('MigrationAlerts') && pages > 0) return route.fulfill({ json: unread });
        if (!asked.includes('MigrationHistory')) return route.fallback();
        pages += 1;
        if (pages > 1) return route.fulfill({ json: unread });
        const answer = await route.fetch();
        const text = (await answer.text()).replace(
          /"pageInfo":\{[^}]*\}/,
          '"pageInfo":{"hasNextPage":true,"endCursor":"x"}',
        );
        return route.fulfill({ response: answer, body: text });
      });
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByText('2 changes shown, and there are older ones.').waitFor();
      await page.getByRole('button', { name: 'Show older changes' }).click();
      await page.getByRole('alert').getByText('Not read').waitFor();
      expect(await page.getByRole('button', { name: 'Show older changes' }).count()).toBe(1);
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByText(/^Alerts could not be read again since .*: there may be others by now\.$/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.unrouteAll({ behavior: 'wait' });
      await page.getByRole('button', { name: 'Ask again' }).click();
      await page.getByText('2 changes shown, and there are no older ones.').waitFor();
      await answered();
      expect(await focused(page)).toBe('What was changed');
    }));

  test('older changes that are asked for twice at once are shown once', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', async (route) => {
        if (!(route.request().postData() ?? '').includes('MigrationHistory')) return route.fallback();
        const answer = await route.fetch();
        const text = (await answer.text()).replace(
          /"pageInfo":\{[^}]*\}/,
          '"pageInfo":{"hasNextPage":true,"endCursor":null}',
        );
        return route.fulfill({ response: answer, body: text });
      });
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByText('2 changes shown, and there are older ones.').waitFor();
      await page.getByRole('button', { name: 'Show older changes' }).dblclick();
      await page.getByText('4 changes shown, and there are older ones.').waitFor();
      await page.unrouteAll({ behavior: 'wait' });
      expect(await page.getByRole('row').count()).toBe(5);
    }));
};
