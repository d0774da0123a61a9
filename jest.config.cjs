/** Tests live beside what they test (`*.test.ts`) and in `test/`. Real sockets and a real database: hence the long time limit. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/adapters', '<rootDir>/gateway', '<rootDir>/schema', '<rootDir>/subgraphs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/esbuild-transform.cjs' },
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  // Jest leaves one core idle; on two that is half the machine.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
