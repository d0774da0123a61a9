const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Jest runs longest first by what it remembers of earlier runs. Where it remembers nothing, as on a new machine, it goes by
 * the size of the file; what opens a whole hospital is in `test/`, takes longest, and would else be waited for at the end.
 */
module.exports = class LongOnesFirst extends Sequencer {
  sort(tests) {
    const opensHospital = ({ path, duration, context }) =>
      duration === undefined && path.startsWith(`${context.config.rootDir}/test/`);
    return super.sort(tests).sort((a, b) => Number(opensHospital(b)) - Number(opensHospital(a)));
  }
};
