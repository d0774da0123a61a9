import type { Migration } from '../../schema/migration';

/** The ledger as the migration subgraph sees it, of its four parts. Each authorises and records by itself. */
export const createMigration = ({ register, routes, evidence, plan }: Migration): Migration => ({
  register,
  routes,
  evidence,
  plan,
});
