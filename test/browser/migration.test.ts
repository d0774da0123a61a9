import { readFile } from 'node:fs/promises';
import { accessibilityFaults } from './accessibility';
import { browserIsInstalled, openBrowser, type Browser } from './browser';
import { whatIsKept } from './console-page';
import { inDialog, openDashboard, type DashboardPage } from './dashboard-page';
import { focused, tabTo } from './keyboard';
import { BED_STATE, OBSERVATIONS } from './migration-fixture/estate';
import { CHANGED_SINCE } from './migration-fixture/register';
import { openMigrationFixture, type MigrationFixture } from './migration-fixture/gateway';

const whole = browserIsInstalled ? describe : describe.skip;
if (!browserIsInstalled)
  test.todo('the migration dashboard in a browser: skipped, there is no Chromium at /usr/bin/chromium');

const routeAt = (id: string): string => `#/route/${encodeURIComponent(id)}`;
const WHY = 'A week without a severe mismatch';

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

whole('the migration dashboard in a browser', () => {
  let fixture: MigrationFixture;
  let browser: Browser;
  beforeAll(async () => {
    fixture = await openMigrationFixture();
    browser = await openBrowser(fixture.url);
  }, 120_000);
  afterAll(async () => {
    try {
      await browser.close();
    } finally {
      await fixture.close();
    }
  });

  /** Uses the dashboard, and holds it to what every page owes: no complaint, nothing asked of anyone else. */
  const using = async (use: (desk: DashboardPage) => Promise<void>, fragment = ''): Promise<void> => {
    const desk = await openDashboard(browser, fragment);
    await use(desk);
    expect(desk.complaints).toEqual([]);
    expect(desk.strangers).toEqual([]);
    await desk.page.close();
  };
  const lastDone = (): unknown => fixture.done.at(-1);

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

  test('a move that got no answer may be done all the same, and says so', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('MigrationMoveRoute')
          ? route.fulfill({
              json: {
                data: { payload: null },
                errors: [{ message: 'Late', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
              },
            })
          : route.fallback(),
      );
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('button', { name: 'Move it', exact: true }).click();
      await page.getByRole('alert').getByText('Whether it was done is not known.').waitFor();
    }, routeAt(OBSERVATIONS)));

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

  test('a route is moved by keyboard: from the matrix, its effect first, then a reason, and back', () =>
    using(async ({ page, heading, answered }) => {
      await tabTo(page, /^Bed state of RWE: pas@RWE to/);
      await page.keyboard.press('Enter');
      await heading('Bed state of RWE').waitFor();
      expect(await focused(page)).toBe('Bed state of RWE');
      await answered();
      await tabTo(page, 'Move this route');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('Move it to');
      const move = page.getByRole('dialog').getByRole('button', { name: 'Move it', exact: true });
      await page.getByRole('dialog').getByText('Choose at least one site.').waitFor();
      expect(await move.isDisabled()).toBe(true);
      await tabTo(page, 'RWE|W14');
      await page.keyboard.press('Space');
      const effect = page.getByRole('group', { name: 'What it would do' });
      await effect.getByText('1 site would be answered by another system: RWE|W14').waitFor();
      expect(await effect.innerText()).toMatch(
        /Three critical mismatches stand[^]*1,373 reads a day[^]*bed-board[^]*Bed\.sex/,
      );
      expect(await accessibilityFaults(page)).toEqual([]);
      await tabTo(page, 'Move it');
      await page.keyboard.press('Enter');
      await page.getByText('Give a reason of at least 10 characters').waitFor();
      await page.keyboard.type(WHY);
      await tabTo(page, 'Move it');
      await page.keyboard.press('Enter');
      await page
        .getByRole('dialog')
        .getByText(/^Moved:/)
        .waitFor();
      const moved = { route: BED_STATE, stage: 'RAMP', sites: ['RWE|W14'], movedAt: '2026-11-01T08:00:00.000Z' };
      expect(lastDone()).toEqual(['moveRoute', { ...moved, reason: WHY }]);
      expect(await focused(page)).toBe('Close');
      await page.keyboard.press('Enter');
      await page.getByText('Ramp, 1 site').first().waitFor();
      await page.goBack();
      await heading('Routes: capability by organisation').waitFor();
    }, '#/matrix'));

  test('beside what agrees in a rehearsal stands how often the candidate did not answer', () =>
    using(async ({ page }) => {
      await page.getByRole('link', { name: '2 asks', exact: true }).click();
      expect(await page.evaluate('location.hash')).toContain('CANDIDATE_FAILED');
    }, routeAt(BED_STATE)));

  test('a move that would be refused cannot be asked for, and says why', () =>
    using(async ({ page }) => {
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Move it to').selectOption('RETIRED');
      await page.getByText('The control still answers: retire it through its gate.').waitFor();
      expect(await page.getByRole('button', { name: 'Move it', exact: true }).isDisabled()).toBe(true);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog').count()).toBe(0);
    }, routeAt(OBSERVATIONS)));

  test('a move that is refused because the route was moved since says so, and closing it shows the route as it is', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', (route) => {
        if (!route.request().postData()?.includes('MigrationMoveRoute')) return route.fallback();
        const message = 'movedAt is past: causeway brought the route to shadow since; look again';
        const payload = { routes: null, waiting: null, loosening: null, userErrors: [{ field: 'movedAt', message }] };
        return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data: { payload } }) });
      });
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('button', { name: 'Move it', exact: true }).click();
      await page.getByRole('alert').getByText('causeway brought the route to shadow since').waitFor();
      const asked = page.waitForRequest((request) => request.postData()?.includes('query MigrationRoute(') === true);
      await page.keyboard.press('Escape');
      await asked;
    }, routeAt(OBSERVATIONS)));

  test('who is to take over next is planned where nobody is moved, and says that no answer changes', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Plan who is to take over' }).click();
      await dialog.getByText('Nobody’s answers change.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await inDialog(page, 'Who is to take over').fill('nervecentre@RWE');
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Plan it' }).click();
      await dialog.getByText('nervecentre@RWE is to take over.').waitFor();
      const plan = { route: 'RWE/demographics/inpatient-record', candidate: 'nervecentre@RWE', reason: WHY };
      expect(lastDone()).toEqual(['planCandidate', plan]);
      expect(await focused(page)).toBe('Close');
    }, routeAt('RWE/demographics/inpatient-record')));

  test('a freeze until a time that October shows twice ends at the second, and one until a time past is none', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Freeze changes' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await inDialog(page, 'Until').fill('2020-01-01T12:00');
      await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
      await dialog.getByText('Until when lies in the past').waitFor();
      await inDialog(page, 'Until').fill('2037-10-25T01:30');
      await inDialog(page, 'From').fill('2037-03-29T01:30');
      await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
      await dialog.getByText('the second time that the clocks show it that night').waitFor();
      // Nor does it begin late, and nothing is frozen before.
      await dialog.getByText('Changes are frozen from 29 Mar 2037, 02:00:00 BST until').waitFor();
      const times = { from: '2037-03-29T01:00:00.000Z', to: '2037-10-25T01:30:00.000Z' };
      const freeze = { route: BED_STATE, ...times, reason: WHY };
      expect(lastDone()).toEqual(['freezeChanges', freeze]);
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

  test('what would take a protection away waits for a second person, who is told who asked for it and why', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Let one person move it' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Let one person move it' }).click();
      await dialog.getByText('Nothing is changed yet: it waits for a second person').waitFor();
      expect(lastDone()).toEqual(['requireSecondApprover', { route: OBSERVATIONS, required: false, reason: WHY }]);
      await dialog.getByRole('button', { name: 'Close' }).click();
      const asked = 'PLANNER Pat asked that from now on: moves need no second person. The second planner is on leave';
      await page.locator('main').getByText(asked).waitFor();
      await page.getByRole('button', { name: 'Decide on the protection' }).click();
      await dialog.getByText(asked).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Answer', exact: true }).click();
      await dialog.getByText('Agreed: the protection is weakened.').waitFor();
      expect(lastDone()).toEqual(['decideMove', { move: 'lo_1', agree: true, reason: WHY }]);
    }, routeAt(OBSERVATIONS)));

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

  test('a waiting move is decided, the end of a freeze waits for a second person, a note is added', () =>
    using(async ({ page, answered }) => {
      await page.getByRole('button', { name: 'Decide on the move' }).click();
      await inDialog(page, 'Your answer').selectOption('no');
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('button', { name: 'Answer', exact: true }).click();
      await page.getByText('Refused: the route stays as it is.').waitFor();
      expect(lastDone()).toEqual(['decideMove', { move: 'mv_1', agree: false, reason: WHY }]);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'End the freeze' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('dialog').getByRole('button', { name: 'End the freeze' }).click();
      await page.getByText('Nothing is changed yet: it waits for a second person').waitFor();
      expect(lastDone()).toEqual(['endFreeze', { freeze: 'fr_1', reason: WHY }]);
      await page.getByRole('button', { name: 'Close' }).click();
      await answered();
      await page.getByLabel('Add a note').fill('Asked of the supplier');
      await page.getByRole('button', { name: 'Add the note' }).click();
      await page.locator('#said').getByText('The note is added').waitFor();
      expect(lastDone()).toEqual(['addRouteNote', { route: OBSERVATIONS, words: 'Asked of the supplier' }]);
    }, routeAt(OBSERVATIONS)));

  test('freezes that hold and that are to come stand under the routes, with who and why, and are ended and decided there', () =>
    using(async ({ page }) => {
      const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Freezes' }) });
      const freezes = await section.innerText();
      expect(freezes).toContain(
        `Changes are frozen: ${OBSERVATIONS}, from 20 Nov 2026, 00:00:00 GMT to 24 Nov 2026, 00:00:00 GMT, by MATRON May: The winter plan`,
      );
      expect(freezes).toMatch(/A freeze is to come: every route, from 18 Dec 2026.*by DIRECTOR Dora: No change over/);
      expect(freezes).toContain('Its end waits for a second person. PLANNER Pat asked');
      expect(await section.getByRole('button', { name: 'End the freeze' }).count()).toBe(1);
      await section.getByRole('button', { name: 'Decide on the end of the freeze' }).click();
      await inDialog(page, 'Why').fill(WHY);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click();
      await page.getByText('Agreed: the freeze is ended.').waitFor();
      expect(lastDone()).toEqual(['decideMove', { move: 'lo_2', agree: true, reason: WHY }]);
    }, '#/matrix'));

  test('a freeze that is to come stands on the page of each of its routes; that freezes could not be read is told', () =>
    using(async ({ page, go }) => {
      await page.getByText('A freeze is to come: every route').waitFor();
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('MigrationMatrix')) return route.fallback();
        const answer = await route.fetch();
        const { data } = (await answer.json()) as { data: object };
        return route.fulfill({ response: answer, json: { data: { ...data, changeFreezes: null } } });
      });
      await go('#/matrix', 'Routes: capability by organisation');
      await page.getByText('Freezes could not be read: there may be some.').waitFor();
    }, routeAt(BED_STATE)));

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

  test('printed, every gate says what stands in the way, whatever the browser; on the screen it is folded as before', () =>
    using(async ({ page }) => {
      await page.getByRole('heading', { name: 'HISS' }).waitFor();
      const folded = (): Promise<number> => page.locator('.migration-gates details:not([open])').count();
      const before = await folded();
      expect(before).toBeGreaterThan(1);
      const tell = (event: string): Promise<unknown> => page.evaluate(`dispatchEvent(new Event('${event}'))`);
      await tell('beforeprint');
      expect(await folded()).toBe(0);
      expect(await page.getByText('month-end-return').first().isVisible()).toBe(true);
      await tell('afterprint');
      expect(await folded()).toBe(before);
      // And as the browser itself prints.
      await page.evaluate(`addEventListener('beforeprint', () => {
        window.printedFolded = document.querySelectorAll('.migration-gates details:not([open])').length;
      })`);
      await page.pdf();
      expect(await page.evaluate('window.printedFolded')).toBe(0);
      expect(await folded()).toBe(before);
    }, '#/gates'));

  test('a gate that refuses says what stands in the way; an override waits for a second person', () =>
    using(async ({ page }) => {
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'HISS' }) });
      expect(await page.locator('h2').first().innerText()).toMatch(/Wristband Application\s+May be retired/);
      expect(await card.innerText()).not.toContain('month-end-return');
      await page.emulateMedia({ media: 'print' });
      expect(await card.getByText('month-end-return').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await tabTo(page, 'HISS / PatientCentre: 4 obstacles, 1 of 2 conditions met, 1 signature');
      await page.keyboard.press('Enter');
      expect(await card.innerText()).toMatch(/May not be retired[^]*4 obstacles[^]*month-end-return read Encounter/);
      await card.getByRole('button', { name: 'Retire: HISS' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('button', { name: 'Retire it' }).click();
      await page.getByRole('alert').getByText('The gate refuses: month-end-return reads it.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel('Override the gate').check();
      await page.getByRole('button', { name: 'Retire it' }).click();
      await page.getByText('The override waits').waitFor();
      expect(lastDone()).toEqual(['retireSystem', { system: 'pas@RWE', reason: WHY, override: true }]);
    }, '#/gates'));

  test('traffic is drawn, said in words and given in numbers', () =>
    using(async ({ page }) => {
      await page.getByRole('img', { name: /pas@RWE from 3000 to 400, nervecentre@RWE from 1200 to 3800/ }).waitFor();
      await page.getByText('The chart as a table').click();
      expect(await page.locator('details[open] tbody').getByRole('row').count()).toBe(30);
    }, '#/traffic'));

  test('reports come as files', () =>
    using(async ({ page }) => {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download Milestones as CSV' }).click();
      const file = await coming;
      expect(file.suggestedFilename()).toBe('migration-milestones.csv');
      // By its mark a spreadsheet knows it for UTF-8.
      expect((await readFile(await file.path(), 'utf8')).slice(0, 7)).toBe('\uFEFFreport');
      await page.getByRole('button', { name: 'Import a register' }).click();
    }, '#/reports'));

  test('a register goes in once it was shown what it would do, and not where it was changed since', () =>
    using(async ({ page }) => {
      await page.getByRole('button', { name: 'Import a register' }).click();
      const [dialog, text] = [page.getByRole('dialog'), inDialog(page, 'Its text')];
      const effect = dialog.getByRole('group', { name: 'What it would do' });
      const doing = dialog.getByRole('button', { name: 'Import', exact: true });
      const show = async (words: string, told: string | RegExp): Promise<void> => {
        await text.fill(words);
        expect(await doing.isDisabled()).toBe(true);
        await dialog.getByRole('button', { name: 'Show what it would do' }).click();
        await effect.getByText(told).waitFor();
      };
      await inDialog(page, 'Why').fill(WHY);
      await show('nonsense', 'text is no list of systems');
      expect(await doing.isDisabled()).toBe(true);
      await show('systems: []', '0 systems would be added, 0 systems changed, none removed');
      expect(await doing.isDisabled()).toBe(true);
      await show('systems: [some]', '1 system would be added, 1 system changed, none removed');
      expect(await effect.innerText()).toMatch(
        /go for good[^]*Index cleansed \(PLANNER Pat\)[^]*9 systems that the text does not name stay[^]*Pharmacy stock \(pharmacy@RWE\)[^]*Owner: Head of Patient Services → nothing[^]*Conditions: Index cleansed → Letters kept/,
      );
      expect(await accessibilityFaults(page)).toEqual([]);
      await show(CHANGED_SINCE, '1 system would be added, 1 system changed, none removed');
      await doing.click();
      await dialog.getByRole('alert').getByText('preview is of the register as it was before rp_1.2').waitFor();
      await effect.getByText('Nothing comes in before it was shown what it would do.').waitFor();
      expect(await doing.isDisabled()).toBe(true);
      await show('systems: [some]', '1 system would be added, 1 system changed, none removed');
      await doing.click();
      await page.getByText('1 system added or changed.').waitFor();
      const input = { format: 'YAML', text: 'systems: [some]', preview: 'rp_1.2', reason: WHY };
      expect(lastDone()).toEqual(['importRegister', input]);
    }, '#/reports'));

  test('a system is edited: only what was changed is written, with the version that was read and a reason', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Edit this system' }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await inDialog(page, 'Owner').inputValue()).toBe('Head of Patient Services');
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Nothing is changed in the form.').waitFor();
      await inDialog(page, 'Owner').fill('');
      const third = dialog.getByRole('group', { name: 'Phase 3', exact: true });
      await third.getByLabel('Began', { exact: true }).fill('2026-11');
      await inDialog(page, 'Conditions').fill('Waiting lists are taken over by the EPR\n\n  Letters are archived ');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('The register is changed.').waitFor();
      const [retained, replacing] = [
        { phase: 'RETAINED', plannedFrom: '2022', actualFrom: '2022', note: null },
        { phase: 'REPLACING', plannedFrom: '2023', actualFrom: '2025-03', note: null },
      ];
      const off = { phase: 'DECOMMISSIONED', plannedFrom: '2024', actualFrom: '2026-11' };
      expect(lastDone()).toEqual([
        'registerSystem',
        {
          ...{ id: 'pas@RWE', version: 1, reason: WHY, owner: null },
          phases: [retained, replacing, { ...off, note: 'PAS in EPR was planned for December 2022' }],
          conditions: ['Waiting lists are taken over by the EPR', 'Letters are archived'],
        },
      ]);
    }, '#/system/pas%40RWE'));

  test('a system is added; one that is there already is not overwritten', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Add a system' }).click();
      await inDialog(page, 'Its id').fill('pas@RWE');
      await inDialog(page, 'Name').fill('Pharmacy stock');
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText('version is 1 by now').waitFor();
      await inDialog(page, 'Its id').fill('pharmacy@RWE');
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText('Pharmacy stock is in the register.').waitFor();
      expect(lastDone()).toEqual([
        'registerSystem',
        { id: 'pharmacy@RWE', version: 0, name: 'Pharmacy stock', reason: WHY },
      ]);
    }));

  test('the board page prints on one sheet, black on white, without controls, and no table is cut', () =>
    using(async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      // A4 within its margins.
      await page.setViewportSize({ width: 718, height: 1047 });
      expect(await page.locator('button:visible, nav:visible, form:visible, select:visible').count()).toBe(0);
      const shown = `['.nhsuk-template__body', '.nhsuk-header', 'h1'].map((name) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(name));
        return [color, backgroundColor];
      })`;
      const [body, header] = await page.evaluate<[string, string][]>(shown);
      expect(body).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      expect(header).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(722);
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      // Not as cards, as the design system has them on a narrow screen.
      const rows = `[...document.querySelectorAll('tbody tr')].map((each) => getComputedStyle(each).display)`;
      expect(new Set(await page.evaluate<string[]>(rows))).toEqual(new Set(['table-row']));
      const cut = `[...document.querySelectorAll('.migration-wide')].filter((each) => getComputedStyle(each).overflowX !== 'visible').length`;
      expect(await page.evaluate(cut)).toBe(0);
    }, '#board'));

  test('from live, a ramp is chosen among the wards that would go back', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      const open = () => page.getByRole('button', { name: 'Move this route' }).click();
      await open();
      await inDialog(page, 'Move it to').selectOption('LIVE');
      await inDialog(page, 'Why').fill(WHY);
      await dialog.getByRole('button', { name: 'Move it', exact: true }).click();
      await dialog.getByText(/^Moved:/).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.locator('main').getByText('Live', { exact: true }).first().waitFor();
      await open();
      await inDialog(page, 'Move it to').selectOption('RAMP');
      await inDialog(page, 'RWE|W14').waitFor();
    }, routeAt(BED_STATE)));
});
