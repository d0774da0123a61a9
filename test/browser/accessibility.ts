import { source } from 'axe-core';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/**
 * What axe-core finds wrong with what stands on the page now, a line each: rule, impact, places. It is put in through
 * the debugger's channel, so the page's own Content-Security-Policy stays as strict as it is. `within` narrows it to a
 * part of the page.
 */
export const accessibilityFaults = async (page: Page, within?: string): Promise<string[]> => {
  await page.evaluate(source);
  const place = within === undefined ? 'document' : JSON.stringify(within);
  const violations: readonly Violation[] = await page.evaluate(
    `axe.run(${place}, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact ?? 'none'}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
};
