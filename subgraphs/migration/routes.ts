export const routeQueries = {};
export const routeMutations = {};
export const routeFields = { MigrationRoute: {} };
