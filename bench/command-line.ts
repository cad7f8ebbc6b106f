import { parseArgs } from 'node:util';

/** How the benches were called. */
export interface CommandLine {
  json: boolean;
  help: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run bench -- overhead [--json]

What a subscription costs beside a bare workflow that makes the same two gateway calls, on the same Temporal server, with the
same activities, in turn: throughput, processor time, added latency, memory in the cache, and the wake-up of a subscription
that is a year old. Takes less than four minutes and changes nothing.

  --json   one JSON document on standard output, everything else on standard error (npm run -s: npm prints two lines itself)
  --help   this text
`;

/** Something on the command line that the benches do not know. */
export class UsageError extends Error {}

/** @throws UsageError naming the flag, or the bench that does not exist */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { json = false, help = false, names } = parsed(args);
  if (!help && (names.length !== 1 || names[0] !== 'overhead')) {
    throw new UsageError(names.length === 0 ? 'name a bench: overhead' : 'there is one bench: overhead');
  }
  return { json, help };
}

function parsed(args: readonly string[]): { json?: boolean; help?: boolean; names: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { ...values, names: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
