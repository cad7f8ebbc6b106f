/** An error of the set-up: a stable code, a sentence, and what to do next. Printed as one block, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} code stable, documented in docs/errors.md
   * @param {string} message what went wrong, naming the thing
   * @param {string} nextStep what the reader can do about it
   */
  constructor(code, message, nextStep) {
    super(message);
    this.name = 'SetupError';
    this.code = code;
    this.nextStep = nextStep;
  }

  /** The block a person reads on standard error. */
  toString() {
    return `error ${this.code}: ${this.message}\nNext: ${this.nextStep}`;
  }
}
