import type { Browser } from '../browser';
import { openDashboard, type DashboardPage } from '../dashboard-page';
import type { MigrationFixture } from '../migration-fixture/gateway';

/** What every suite of the dashboard works with. */
export interface OpenedDashboard {
  readonly fixture: MigrationFixture;
  readonly browser: Browser;
}

interface Desk {
  /** Uses the dashboard, and holds it to what every page owes: no complaint, nothing asked of anyone else. */
  using(use: (desk: DashboardPage) => Promise<void>, fragment?: string): Promise<void>;
  /** The mutation that was asked for last, with its input. */
  lastDone(): unknown;
}

export const routeAt = (id: string): string => `#/route/${encodeURIComponent(id)}`;
export const WHY = 'A week without a severe mismatch';

export const deskOf = (opened: () => OpenedDashboard): Desk => ({
  using: async (use, fragment = '') => {
    const desk = await openDashboard(opened().browser, fragment);
    await use(desk);
    expect(desk.complaints).toEqual([]);
    expect(desk.strangers).toEqual([]);
    await desk.page.close();
  },
  lastDone: () => opened().fixture.done.at(-1),
});
