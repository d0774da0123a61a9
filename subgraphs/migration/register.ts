export const registerQueries = {};
export const registerMutations = {};
export const registerFields = { RegisteredSystem: {} };
