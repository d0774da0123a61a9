import type { Page } from 'playwright-core';

/** What somebody hears of the element that has the focus: its label, or its own words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const { activeElement } = document;
    const words = activeElement.labels?.[0] ?? activeElement;
    return (activeElement.getAttribute('aria-label') ?? words.textContent).trim();
  })()`);

const FARTHEST = 200;

/** Presses Tab until what is named has the focus. Throws when it is not reached. */
export const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  for (let press = 0; press < FARTHEST; press += 1) {
    await page.keyboard.press('Tab');
    const words = await focused(page);
    if (typeof name === 'string' ? words === name : name.test(words)) return;
  }
  throw new Error(`${String(name)} was not reached by keyboard`);
};
