import { accessibilityFaults } from '../accessibility';
import { inDialog } from '../dashboard-page';
import { focused, tabTo } from '../keyboard';
import { BED_STATE, OBSERVATIONS } from '../migration-fixture/estate';
import { deskOf, routeAt, WHY, type OpenedDashboard } from './migration-desk';

/** The lever: moving a route, who is to take over next, and the second person. In this order: a moved route stands where it was moved. */
export const migrationMovesSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

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

  test('a route that was moved since the page was asked for is told of before anything is done, and then shown as it is', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('MigrationMovePreview')) return route.fallback();
        const response = await route.fetch();
        const { data } = (await response.json()) as {
          readonly data: { readonly routeMovePreview: { readonly routes: readonly { readonly id: string }[] } };
        };
        const { routes, ...rest } = data.routeMovePreview;
        const moved = { id: OBSERVATIONS, stage: 'LIVE', percent: null, sites: [] };
        const routeMovePreview = { ...rest, routes: [...routes.filter(({ id }) => id !== OBSERVATIONS), moved] };
        return route.fulfill({ response, json: { data: { routeMovePreview } } });
      });
      await page.getByRole('button', { name: 'Move this route' }).click();
      await page.getByText('The route was moved since this page was asked for: it stands at Live.').waitFor();
      expect(await page.getByRole('button', { name: 'Move it', exact: true }).isDisabled()).toBe(true);
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

  test('where signing in is over in the middle of a form, it is done again there, and nothing typed is lost', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Why').fill(WHY);
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('MigrationMoveRoute')
          ? route.fulfill({ json: { errors: [{ message: 'It is over', extensions: { code: 'UNAUTHENTICATED' } }] } })
          : route.fallback(),
      );
      await dialog.getByRole('button', { name: 'Move it', exact: true }).click();
      await dialog.getByText('Not signed in. Sign in again; what you typed is kept.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.unrouteAll({ behavior: 'wait' });
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await dialog.getByText('Signed in as migration-planner').waitFor();
      expect(await inDialog(page, 'Why').inputValue()).toBe(WHY);
      await dialog.getByRole('button', { name: 'Move it', exact: true }).click();
      await dialog.getByText(/^Moved:/).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('banner').getByText('Signed in as migration-planner').waitFor();
    }, routeAt(OBSERVATIONS)));

  test('an effect that was not told because signing in was over is tried again once it was done again', () =>
    using(async ({ page }) => {
      const dialog = page.getByRole('dialog');
      await page.route('**/graphql', (route) =>
        route.request().postData()?.includes('MigrationMovePreview')
          ? route.fulfill({ json: { errors: [{ message: 'It is over', extensions: { code: 'UNAUTHENTICATED' } }] } })
          : route.fallback(),
      );
      await page.getByRole('button', { name: 'Move this route' }).click();
      await dialog.getByText('What it would do could not be tried.').waitFor();
      await page.unrouteAll({ behavior: 'wait' });
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await dialog.getByText('Three critical mismatches stand.').waitFor();
    }, routeAt(OBSERVATIONS)));

  test('going back closes a dialog: it never stands over another place than its own', () =>
    using(async ({ page, go, heading }) => {
      await go('#/gates', 'Switching off');
      await go(routeAt(OBSERVATIONS), /Observations/);
      await page.getByRole('button', { name: 'Move this route' }).click();
      await page.getByRole('dialog').waitFor();
      await page.goBack();
      await heading('Switching off').waitFor();
      await page.locator('dialog').waitFor({ state: 'detached' });
    }));

  test('who leaves a dialog before there was an answer is shown the route as it is once there is one', () =>
    using(async ({ page, answered }) => {
      let answer = (): void => undefined;
      const slow = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('MigrationMoveRoute')) await slow;
        return route.fallback();
      });
      await page.getByRole('button', { name: 'Move this route' }).click();
      await inDialog(page, 'Move it to').selectOption('SHADOW');
      await inDialog(page, 'Why').fill(WHY);
      await page.getByRole('button', { name: 'Move it', exact: true }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const asked = page.waitForRequest((request) => request.postData()?.includes('query MigrationRoute(') === true);
      answer();
      await asked;
      await page.locator('#said').getByText('Done').waitFor({ state: 'attached' });
      await answered();
    }, routeAt(OBSERVATIONS)));
};
