export const evidenceQueries = {};
export const evidenceMutations = {};
export const evidenceFields = { MigrationRoute: {} };
