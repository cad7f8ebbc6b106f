/** An error of the set-up: a stable code, a sentence, and what to do next. Printed as one block, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} code stable, documented in docs/errors.md
   * @param {string} message what went wrong, naming the thing
   * @param {string} nextStep what the reader can do about it
   * @param {number} exitCode how the program ends: 2 where the flags are wrong
   */
  constructor(code, message, nextStep, exitCode = 1) {
    super(message);
    this.name = 'SetupError';
    this.code = code;
    this.nextStep = nextStep;
    this.exitCode = exitCode;
  }

  /** The block a person reads on standard error. */
  toString() {
    return `error ${this.code}: ${this.message}\nNext: ${this.nextStep}`;
  }
}
