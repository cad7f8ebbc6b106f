import { CodedError, type CodedErrorParts } from '../../contract/coded-error';
import { describeProblems, type Problem } from '../../contract/problems';
import type { ClientErrorCode } from './codes';

/** The parts of one error of the client. */
export type ErrorParts = CodedErrorParts<ClientErrorCode>;

/** The page on which every code has its anchor, relative to the root of the package; the page is a part of the package. */
const ERRORS_PAGE = 'docs/errors.md';

/** Where a code is explained, e.g. `docs/errors.md#invalid_input`, relative to the root of the package. */
export const docsUrlOf = (code: ClientErrorCode): string => `${ERRORS_PAGE}#${code}`;

/** What every error of the client carries. Messages never repeat what a caller sent: it might be card data. */
export abstract class CaratSubscriptionsError extends CodedError<ClientErrorCode> {
  /**
   * Where the code is explained, e.g. `docs/errors.md#invalid_input`: a file and its heading, relative to the root of
   * the package, which ships the page. Installed, that is `node_modules/carat-subscriptions/docs/errors.md`.
   */
  readonly docsUrl: string;

  protected constructor(parts: ErrorParts) {
    super(parts);
    this.docsUrl = docsUrlOf(parts.code);
  }

  /** The error as plain JSON, for logs and `--json`; the cause stays out. */
  toJSON(): Record<string, unknown> {
    return { code: this.code, message: this.message, nextStep: this.nextStep, docs: this.docsUrl };
  }
}

/** An error that names everything wrong with a message at once. */
export abstract class ProblemsError extends CaratSubscriptionsError {
  /** Everything that is wrong, by field. */
  readonly problems: readonly Problem[];

  protected constructor(parts: ErrorParts, problems: readonly Problem[]) {
    super({ ...parts, message: `${parts.message}: ${describeProblems(problems)}` });
    this.problems = problems;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), problems: this.problems };
  }
}
