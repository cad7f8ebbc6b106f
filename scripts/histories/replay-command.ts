import { Command } from 'commander';

/** What `npm run replay` was asked for. */
export interface ReplayRequest {
  /** Workflow ids, `merchant/orderId` for short, or JSON files. */
  subjects: string[];
  runId?: string;
  allRuns?: true;
  save?: string;
  address?: string;
  namespace?: string;
  profile?: string;
}

const HELP = `
Connects as the Temporal CLI does: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*,
TEMPORAL_PROFILE and the configuration file; flags win.

Exit codes
  0  the code fits every history
  1  it does not: a worker with this code would be stuck on that subscription
  2  nothing could be said: wrong usage, no such workflow, no connection, no history`;

/**
 * Reads the command line.
 *
 * @throws CommanderError; with exit code 0 when only the help was asked for
 */
export function readReplayRequest(args: readonly string[]): ReplayRequest {
  const command = new Command('npm run replay --')
    .description('Replays the history of workflows against the workflow code of this checkout.')
    .argument('<subject...>', 'workflow id, merchant/orderId, or a JSON file with the history of one run')
    .option('--run-id <id>', 'this run (default: the newest)')
    .option('--all-runs', 'also the runs before it, from the first that the server still has')
    .option(
      '--save <file>',
      'also write the history here (run by run when there are several); never over a file',
    )
    .option('--address <host:port>', 'Temporal server')
    .option('--namespace <name>', 'Temporal namespace')
    .option('--profile <name>', 'profile of the Temporal configuration file')
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(args, { from: 'user' });
  return { subjects: command.args, ...command.opts<Omit<ReplayRequest, 'subjects'>>() };
}
