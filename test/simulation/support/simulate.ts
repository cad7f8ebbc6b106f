import { startProgram } from '../../support/program';

/** What the command printed, and its exit code. */
export interface Simulated {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `npm run simulate -- args` as its npm script does once all is set up. */
export async function simulate(args: readonly string[]): Promise<Simulated> {
  const program = startProgram('simulation/program.mjs', args);
  const exitCode = await program.ended;
  return { exitCode, stdout: program.stdout(), stderr: program.stderr() };
}
