import type { CommandAnswer } from '../../contract/commands';
import { EXIT, type ExitCode } from './exit-codes';

/** The answer says it all, and is no success: scripts go by the exit code. */
export class AlreadyTold extends Error {
  override readonly name = 'AlreadyTold';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super('told already');
    this.exitCode = exitCode;
  }
}

/**
 * What was answered has been told; what is not done yet is no success.
 *
 * @throws AlreadyTold for what goes on by itself
 */
export function endWith({ result }: CommandAnswer): void {
  if (result !== 'carried_out') notKnownYet();
}

/**
 * What is not done yet, or waits for a person, is no success.
 *
 * @throws AlreadyTold
 */
export function notKnownYet(): never {
  throw new AlreadyTold(EXIT.pending);
}
