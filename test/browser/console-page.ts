import type { Locator, Page } from 'playwright-core';
import type { Browser, Visit } from './browser';

/** The message console as somebody at its desk uses it. */
export interface ConsolePage extends Visit {
  /** Fills fields of the search form by their labels, and searches. */
  search(fields: Readonly<Record<string, string>>): Promise<void>;
  /** The row of the message with this control id. */
  row(controlId: string): Locator;
  /** Opens the message with this control id by its link. */
  open(controlId: string): Promise<void>;
  heading(level: number, name: string | RegExp): Locator;
}

const CHOICES = ['Feed', 'What became of it', 'Problem', 'Arrived'];

const consoleOf = (visit: Visit): ConsolePage => {
  const { page } = visit;
  const row = (controlId: string): Locator => page.getByRole('row').filter({ hasText: controlId });
  const heading = (level: number, name: string | RegExp): Locator => page.getByRole('heading', { level, name });
  return {
    ...visit,
    row,
    heading,
    search: async (fields) => {
      for (const [label, value] of Object.entries(fields)) {
        const field = page.getByRole('main').getByLabel(label, { exact: true });
        if (CHOICES.includes(label)) await field.selectOption(value);
        else await field.fill(value);
      }
      const answered = page.waitForResponse((response) =>
        (response.request().postData() ?? '').includes('ConsoleSearch'),
      );
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await answered;
    },
    open: async (controlId) => {
      await row(controlId).getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: /m_\d+/ }).waitFor();
      await heading(2, 'History').waitFor();
    },
  };
};

/** Opens the console, signed in as the integration engineer, with its first answer shown. */
export const openConsole = async (browser: Browser, fragment = ''): Promise<ConsolePage> => {
  const visit = await browser.visit(`/messages${fragment}`);
  await visit.page.getByRole('status').getByText('Signed in as integration-engineer').waitFor();
  return consoleOf(visit);
};

/** Everything that a browser keeps or shows of where it is, as one text. */
export const whatIsKept = (page: Page): Promise<string> =>
  page.evaluate(
    'JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state, document.title])',
  );
