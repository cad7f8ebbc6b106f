import type { ExitCode } from './exit-codes';

/** The answer says it all, and is no success: scripts go by the exit code. */
export class AlreadyTold extends Error {
  override readonly name = 'AlreadyTold';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super('told already');
    this.exitCode = exitCode;
  }
}
