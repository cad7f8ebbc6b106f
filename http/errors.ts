import { CodedError } from '../contract/coded-error';
import { describeProblems, type Problem } from '../contract/problems';

/** Codes of what keeps the doors from opening; each has its anchor in docs/errors.md. */
export const DOORS_ERRORS = {
  /** The configuration cannot be used; every problem is named. */
  invalidConfig: 'invalid_doors_config',
  /** An address cannot be listened on. */
  address: 'doors_address_unavailable',
  /** Posts were still being answered when the time for shutting down was over. */
  shutdownOverdue: 'doors_shutdown_overdue',
  /** Something nobody foresaw. */
  unexpected: 'doors_unexpected_error',
} as const;

export type DoorsErrorCode = (typeof DOORS_ERRORS)[keyof typeof DOORS_ERRORS];

/** What keeps the doors from opening. The message holds names and addresses, never a token. */
export class DoorsError extends CodedError<DoorsErrorCode> {}

/** The configuration cannot be used. Names everything that is wrong with it, so that one look mends all. */
export class InvalidDoorsConfigError extends DoorsError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super({
      code: DOORS_ERRORS.invalidConfig,
      message: `the configuration cannot be used: ${describeProblems(problems)}`,
      nextStep: 'Mend the settings named and start again; docs/doors.md lists every setting.',
    });
    this.problems = problems;
  }
}
