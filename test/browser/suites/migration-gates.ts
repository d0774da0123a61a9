import { accessibilityFaults } from '../accessibility';
import { inDialog } from '../dashboard-page';
import { tabTo } from '../keyboard';
import { deskOf, WHY, type OpenedDashboard } from './migration-desk';

/** The gates, and the board page, on the screen and on paper. */
export const migrationGatesSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

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
      await page.getByRole('button', { name: 'Close' }).click();

      // What somebody else asked for is no wish any more: who overrides next carries it out, and is told so.
      await page
        .locator('summary')
        .filter({ hasText: /^ORMIS: 1 obstacle/ })
        .click();
      await page.getByRole('button', { name: 'Retire: ORMIS' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/PLANNER Pat, Migration planner, .*: The theatres moved in October/).waitFor();
      await dialog.getByLabel(/Override the gate: it is retired at once/).waitFor();
    }, '#/gates'));

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
};
