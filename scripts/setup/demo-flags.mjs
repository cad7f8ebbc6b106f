import { parseArgs } from 'node:util';
import { SetupError } from './errors.mjs';

const DEMO_HELP = `npm run demo [-- --json] [-- --keep]

Subscriptions of many kinds live a year on a real Temporal server against a simulator of the Carat Portal, with replies getting lost
on the way; then the ledgers of both sides are compared. Ends by itself; exit code 0 only if every check holds.

  --json   one JSON document on standard output, everything else on standard error (npm run -s: npm prints two lines itself)
  --keep   leaves Temporal with its Web UI, the sandbox and the worker running until Ctrl-C, and prints where they are
  --help   this text
`;
const COST_HELP = `npm run cost

What a quiet and a busy year of one subscription cost at a Temporal server, in events and actions. Exit code 1 when it is more than promised.
`;

/**
 * Answers `npm run demo -- --help` and refuses wrong flags before anything is installed or obtained.
 * @param {string[]} args
 * @returns {string | undefined} the help, where it was asked for
 * @throws {SetupError} `invalid_setting`
 */
export const checkDemoFlags = (args) => check('demo', args, ['json', 'keep'], DEMO_HELP);

/** The same of `npm run cost`, which takes no flag but `--help`. */
export const checkCostFlags = (args) => check('cost', args, [], COST_HELP);

function check(command, args, flags, help) {
  const options = {
    ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' }])),
    help: { type: 'boolean', short: 'h' },
  };
  try {
    return parseArgs({ args, options, allowPositionals: false }).values.help ? help : undefined;
  } catch (error) {
    throw new SetupError('invalid_setting', error.message, `See \`npm run ${command} -- --help\`.`, 2);
  }
}
