const { TestEnvironment } = require('jest-environment-node');

/** One test that is red is enough: what comes after it, in its file and in the others, is left out. */
module.exports = class extends TestEnvironment {
  async setup() {
    if (process.env.MUTATE_RED === 'yes') throw new Error('A test before this one was red');
    await super.setup();
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') process.env.MUTATE_RED = 'yes';
    if (name === 'test_start' && process.env.MUTATE_RED === 'yes') test.mode = 'skip';
  }
};
