const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take minutes. On a fresh clone jest knows no durations, and would begin with the largest files instead. */
const LONGEST = [
  'test/simulation/planted',
  'test/simulation/lives',
  'test/simulation/parity',
  'test/simulation/command',
  'test/simulation/determinism',
  // Its servers and its worker are slowed down by the lives that are played beside it: after most of them.
  'test/demo/demo',
];

/** Begins with the longest files, so that none of them runs last and alone. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((name) => path.endsWith(`${name}.test.ts`));
      return place === -1 ? LONGEST.length : place;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
