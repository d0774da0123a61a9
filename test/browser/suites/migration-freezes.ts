import { accessibilityFaults } from '../accessibility';
import { inDialog } from '../dashboard-page';
import { BED_STATE, OBSERVATIONS } from '../migration-fixture/estate';
import { deskOf, routeAt, WHY, type OpenedDashboard } from './migration-desk';

/** Freezes, what waits for a second person, and notes. */
export const migrationFreezesSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

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

  test('a note is added once, however often its button is clicked, and one that is begun outlives what is shown anew', () =>
    using(async ({ page, answered }) => {
      const note = page.getByLabel('Add a note');
      await note.fill('Begun, and not added yet');
      await page.getByRole('button', { name: 'Ask again' }).click();
      await answered();
      expect(await note.inputValue()).toBe('Begun, and not added yet');
      const asked: string[] = [];
      await page.route('**/graphql', (route) => {
        const document = route.request().postData() ?? '';
        if (document.includes('AddRouteNote')) asked.push(document);
        return route.fallback();
      });
      await page.getByRole('button', { name: 'Add the note' }).dblclick();
      await page.locator('#said').getByText('The note is added').waitFor({ state: 'attached' });
      await answered();
      expect(asked).toHaveLength(1);
      expect(await note.inputValue()).toBe('');
    }, routeAt(OBSERVATIONS)));
};
