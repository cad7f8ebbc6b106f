// The tests that need no server: those of the rules, and of how carat reads an answer. `npm run mutate` runs them many times.
const base = require('./jest.config.cjs');

/** @type {import('jest').Config} */
const config = {
  ...base,
  // The tests of a file are found by what imports it: the code must be among what jest knows.
  roots: ['<rootDir>/domain', '<rootDir>/carat', '<rootDir>/test'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/few-runs.cjs' },
  testMatch: [
    '<rootDir>/test/domain/**/*.test.ts',
    '<rootDir>/test/carat/{answers,answers-lists,codes,deciding-fields,gateway-date,interpret-*,masking}.test.ts',
    '<rootDir>/test/carat/{read-body,reading-bodies,retry-after,unreadable-details}.test.ts',
  ],
};
// They belong to the Temporal server that the whole suite shares.
delete config.globalSetup;
delete config.globalTeardown;

module.exports = config;
