/** The parts of one error. */
export interface CodedErrorParts<Code extends string> {
  code: Code;
  message: string;
  nextStep: string;
  cause?: unknown;
}

/** An error that a program can tell apart and a person can act on. Its code is stable and has its heading in docs/errors.md. */
export abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;
  /** What the reader can do now. */
  readonly nextStep: string;

  constructor({ code, message, nextStep, cause }: CodedErrorParts<Code>) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.nextStep = nextStep;
  }
}
