// fast-check with few runs of each property, for mutation testing: there the same tests run thousands of times, and a change that
// matters shows in the first examples.
const fastCheck = require('fast-check');

const RUNS_MAX = 30;

const assert = (property, parameters = {}) =>
  fastCheck.assert(property, { ...parameters, numRuns: Math.min(parameters.numRuns ?? RUNS_MAX, RUNS_MAX) });
const few = { ...fastCheck.default, assert };

module.exports = { ...fastCheck, ...few, default: few, __esModule: true };
