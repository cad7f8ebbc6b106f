import { parseArgs } from 'node:util';

/** What can be measured. */
export const BENCHES = ['overhead', 'fairness'] as const;
export type BenchName = (typeof BENCHES)[number];

/** How the benches were called. */
export interface CommandLine {
  bench: BenchName;
  json: boolean;
  help: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run bench -- overhead|fairness [--json]

overhead   What a subscription costs beside a bare workflow that makes the same two gateway calls, on the same Temporal
           server, with the same activities, in turn: throughput, processor time, added latency, memory in the cache, and
           the wake-up of a subscription that is a year old. Less than four minutes.
fairness   How long a merchant's starts take while another one starts 400 at once, on a server that takes what waits in the
           order in which it came, and on one that gives the workers to the merchants in turn. Some two minutes.

Neither changes anything.

  --json   one JSON document on standard output, everything else on standard error (npm run -s: npm prints two lines itself)
  --help   this text
`;

/** Something on the command line that the benches do not know. */
export class UsageError extends Error {}

/** @throws UsageError naming the flag, or the bench that does not exist */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { json = false, help = false, names } = parsed(args);
  const bench = BENCHES.find((known) => names.length === 1 && known === names[0]);
  if (bench === undefined && !help) throw new UsageError(`name one bench: ${BENCHES.join(' or ')}`);
  return { bench: bench ?? BENCHES[0], json, help };
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
