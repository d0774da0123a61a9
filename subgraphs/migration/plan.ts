export const planQueries = {};
export const planMutations = {};
export const planFields = { RegisteredSystem: {}, MigrationRoute: {} };
