// All tests that need no server, as one file for mocha. Stryker keeps a process of mocha, with every module loaded, from one change
// of the code to the next: a change takes milliseconds, and seconds under jest, which loads everything anew for each.
require('tsx/cjs');

const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { expect } = require('expect');
const { bind } = require('jest-each');
// mocha's own, before they are replaced by what is written like jest's.
const { after, describe, it } = globalThis;

require.cache[require.resolve('fast-check')].exports = require('./few-runs.cjs');

const TESTS = join(__dirname, '..');
const NEEDS_NO_SERVER = [
  /^domain\/.*\.test\.ts$/,
  /^carat\/(answers|answers-lists|codes|deciding-fields|gateway-date|interpret-.*|masking)\.test\.ts$/,
  /^carat\/(read-body|reading-bodies|retry-after|unreadable-details)\.test\.ts$/,
];

/** As jest declares. A body that names an argument gets none from jest; mocha would wait until it is called. */
const likeJest = (declare) => {
  const declareOne = (name, body) => declare(name, () => body());
  return Object.assign(declareOne, { each: bind(declareOne, false) });
};

Object.assign(globalThis, { expect, describe: likeJest(describe), it: likeJest(it), test: likeJest(it) });

// Decades, day by day, and measurements of time: only when they are asked for by name.
const TAKES_SECONDS = /^domain\/(long-life|calendar-luxon|card-number)\.test\.ts$/;
/** A pattern of the paths of the tests to play, e.g. `domain/refund`: what these notice is noticed, and it is known much sooner. */
const { CARAT_MUTATE_TESTS: wanted } = process.env;
const isPlayed = (file) => (wanted === undefined ? !TAKES_SECONDS.test(file) : new RegExp(wanted).test(file));

const files = readdirSync(TESTS, { recursive: true }).filter(
  (file) => NEEDS_NO_SERVER.some((one) => one.test(file)) && isPlayed(file),
);
// A change that one test notices is not played on: those that play many lives come last.
const playsManyLives = (file) => Number(/-at-random|between|hints/.test(file));
const inOrder = files.sort().sort((one, other) => playsManyLives(one) - playsManyLives(other));
// Tests are known by their full names: those of two files must not be the same.
for (const file of inOrder) describe(file, () => require(join(TESTS, file)));

// Tables of tests call the rules while the files are loaded. Stryker would take a new process for each change that is reached then; what
// a test reaches too is tried in that test, and needs none.
after(() => {
  const { static: atLoad = {}, perTest = {} } = globalThis.__stryker__?.mutantCoverage ?? {};
  for (const reached of Object.values(perTest)) for (const id of Object.keys(reached)) delete atLoad[id];
});
