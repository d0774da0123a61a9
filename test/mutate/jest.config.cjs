const { globalSetup, globalTeardown, ...rest } = require('../../jest.config.cjs');

/** For the tests of one mutant: the server is there already, and what hangs is given up sooner. */
module.exports = {
  ...rest,
  rootDir: '../..',
  testEnvironment: '<rootDir>/test/mutate/first-failure.cjs',
  testSequencer: '<rootDir>/test/mutate/in-order.cjs',
  testTimeout: 30_000,
};
