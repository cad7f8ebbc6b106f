import { parseArgs } from 'node:util';

/** How the demo was called. */
export interface CommandLine {
  json: boolean;
  keep: boolean;
  help: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run demo [-- --json] [-- --keep]

Subscriptions of many kinds live a year on a real Temporal server against a simulator of the Carat Portal, with replies getting lost
on the way; then the ledgers of both sides are compared. Ends by itself; exit code 0 only if every check holds.

  --json   one JSON document on standard output, everything else on standard error (npm run -s: npm prints two lines itself)
  --keep   leaves Temporal with its Web UI, the sandbox and the worker running until Ctrl-C, and prints where they are
  --help   this text
`;

/** Something on the command line that the demo does not know. */
export class UsageError extends Error {}

/** @throws UsageError naming the flag */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean' },
        keep: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    });
    return { json: values.json ?? false, keep: values.keep ?? false, help: values.help ?? false };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
