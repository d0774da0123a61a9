import { readFile } from 'node:fs/promises';
import { accessibilityFaults } from '../accessibility';
import { inDialog } from '../dashboard-page';
import { CHANGED_SINCE } from '../migration-fixture/register';
import { deskOf, WHY, type OpenedDashboard } from './migration-desk';

/** Keeping the register, and its files. */
export const migrationRegisterSuite = (opened: () => OpenedDashboard): void => {
  const { using, lastDone } = deskOf(opened);

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

  test('a file that is no UTF-8 is not taken, and says how to save it; one that is comes in by the end of its name', () =>
    using(async ({ page }) => {
      await page.getByRole('button', { name: 'Import a register' }).click();
      const [text, format] = [inDialog(page, 'Its text'), inDialog(page, 'Format')];
      const effect = page.getByRole('dialog').getByRole('group', { name: 'What it would do' });
      const choose = (name: string, encoding: 'latin1' | 'utf8'): Promise<void> =>
        inDialog(page, 'A file').setInputFiles({
          ...{ name, mimeType: 'text/csv' },
          buffer: Buffer.from('id,name\r\ncafe@RWE,Café\r\n', encoding),
        });
      await text.fill('systems: []');
      await choose('register.csv', 'latin1');
      await effect.getByText('is not text in UTF-8').waitFor();
      await effect.getByText('save it as "CSV UTF-8"').waitFor();
      expect(await text.inputValue()).toBe('');
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await inDialog(page, 'A file').inputValue()).toBe('');
      await choose('REGISTER.CSV', 'utf8');
      await effect.getByText('1 system would be added, 1 system changed, none removed').waitFor();
      expect(await text.inputValue()).toContain('Café');
      expect(await format.inputValue()).toBe('CSV');
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
};
