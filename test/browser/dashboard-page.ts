import type { Locator, Page } from 'playwright-core';
import type { Browser, Visit } from './browser';

/** The migration dashboard as a planner uses it. */
export interface DashboardPage extends Visit {
  heading(name: string | RegExp): Locator;
  /** Goes to a place by its address, and waits until everything there was answered. */
  go(fragment: string, title: string | RegExp): Promise<void>;
  /** Waits until nothing on the page is still asked for. */
  answered(): Promise<void>;
}

const dashboardOf = (visit: Visit): DashboardPage => {
  const { page } = visit;
  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
  const answered = (): Promise<void> => page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  return {
    ...visit,
    heading,
    answered,
    go: async (fragment, title) => {
      await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
      await heading(title).waitFor();
      await answered();
    },
  };
};

/** Opens the dashboard, signed in as the migration planner, with its first answer shown. */
export const openDashboard = async (browser: Browser, fragment = ''): Promise<DashboardPage> => {
  const visit = await browser.visit(`/migration${fragment}`);
  const desk = dashboardOf(visit);
  await visit.page.getByRole('status').getByText('Signed in as migration-planner').waitFor();
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  await desk.answered();
  return desk;
};

/** A field of the dialog that is open, by its label. */
export const inDialog = (page: Page, label: string): Locator =>
  page.getByRole('dialog').getByLabel(label, { exact: true });
