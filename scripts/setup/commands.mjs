import { checkCostFlags, checkDemoFlags } from './demo-flags.mjs';
import { checkStartFlags } from './start-flags.mjs';

const typescript = (file) => ({ loader: 'tsx', file });

/**
 * What each command starts: a program of the checkout, the loader that lets Node run TypeScript, and whether the command
 * cannot do without a Temporal server of its own, and what it says to its flags before anything is obtained: its help, or nothing
 * (`carat`, `worker`, `doors` and `replay` talk to a running one, or to none).
 * @type {Record<string, {loader?: string, file: string, needsTemporal: boolean, args?: (env: NodeJS.ProcessEnv) => string[], answersBefore?: (args: string[]) => string | undefined}>}
 */
export const commands = {
  demo: { ...typescript('demo/main.ts'), needsTemporal: true, answersBefore: checkDemoFlags },
  start: { ...typescript('devstack/main.ts'), needsTemporal: true, answersBefore: checkStartFlags },
  cost: { ...typescript('demo/cost/main.ts'), needsTemporal: true, answersBefore: checkCostFlags },
  test: { file: 'node_modules/jest/bin/jest.js', needsTemporal: true, args: testReport },
  mutate: {
    file: 'node_modules/@stryker-mutator/core/bin/stryker.js',
    needsTemporal: false,
    args: () => ['run', 'stryker.config.json'],
  },
  record: { ...typescript('scripts/record-histories.ts'), needsTemporal: true },
  replay: { ...typescript('scripts/replay.ts'), needsTemporal: false },
  simulate: { file: 'simulation/program.mjs', needsTemporal: false },
  sandbox: { ...typescript('sandbox/main.ts'), needsTemporal: false },
  worker: { ...typescript('worker/main.ts'), needsTemporal: false },
  doors: { ...typescript('http/main.ts'), needsTemporal: false },
  carat: { ...typescript('client/cli/main.ts'), needsTemporal: false },
  bench: { ...typescript('bench/main.ts'), needsTemporal: true },
};

/** `.ci/run` counts the tests from jest's own report, while the command stays `npm test`. */
function testReport({ CARAT_TEST_REPORT: file }) {
  return file ? ['--json', `--outputFile=${file}`] : [];
}
