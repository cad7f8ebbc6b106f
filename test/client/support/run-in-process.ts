import { Readable } from 'node:stream';
import { runCli } from '../../../client/cli/run-cli';
import type { CaratRun } from './run-carat';

/** Runs the command line in this process, with no environment but the one given. */
export async function runInProcess(
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<CaratRun> {
  const run: CaratRun = { exitCode: null, stdout: '', stderr: '' };
  const exitCode = await runCli(args, {
    out: (text) => (run.stdout += text),
    err: (text) => (run.stderr += text),
    stdin: Readable.from([stdin]),
    env: { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml', ...env },
  });
  return { ...run, exitCode };
}
