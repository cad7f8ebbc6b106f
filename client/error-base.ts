import { describeProblems, type Problem } from '../contract/problems';

/** The page on which every code has its anchor, relative to the root of the package; the page is a part of the package. */
const ERRORS_PAGE = 'docs/errors.md';

/** Where a code is explained, e.g. `docs/errors.md#invalid_input`, relative to the root of the package. */
export const docsUrlOf = (code: ClientErrorCode): string => `${ERRORS_PAGE}#${code}`;

/** Every code that the client and the command line give; each has its anchor on the errors page. */
export const CLIENT_ERRORS = {
  invalidInput: 'invalid_input',
  invalidCommand: 'invalid_command',
  invalidRequest: 'invalid_request',
  invalidSettings: 'invalid_settings',
  invalidUsage: 'invalid_usage',
  subscriptionNotFound: 'subscription_not_found',
  subscriptionExists: 'subscription_exists_with_different_content',
  commandNotAllowed: 'command_not_allowed',
  commandFailed: 'command_failed',
  commandOutcomePending: 'command_outcome_pending',
  workflowFailed: 'workflow_failed',
  stateUnreachable: 'state_unreachable',
  waitTimedOut: 'wait_timed_out',
  noWorker: 'no_worker',
  workflowStuck: 'workflow_stuck',
  temporalUnreachable: 'temporal_unreachable',
  namespaceNotFound: 'namespace_not_found',
  permissionDenied: 'permission_denied',
  searchAttributesMissing: 'search_attributes_missing',
  unexpectedAnswer: 'unexpected_answer',
  /** A fault of the command line itself. */
  unforeseen: 'unforeseen',
} as const;

export type ClientErrorCode = (typeof CLIENT_ERRORS)[keyof typeof CLIENT_ERRORS];

/** The parts of one error. */
export interface ErrorParts {
  code: ClientErrorCode;
  message: string;
  nextStep: string;
  cause?: unknown;
}

/** What every error of the client carries. Messages never repeat what a caller sent: it might be card data. */
export abstract class CaratSubscriptionsError extends Error {
  /** Stable; see CLIENT_ERRORS. */
  readonly code: ClientErrorCode;
  /** What the reader can do now. */
  readonly nextStep: string;
  /**
   * Where the code is explained, e.g. `docs/errors.md#invalid_input`: a file and its heading, relative to the root of
   * the package, which ships the page. Installed, that is `node_modules/carat-subscriptions/docs/errors.md`.
   */
  readonly docsUrl: string;

  protected constructor({ code, message, nextStep, cause }: ErrorParts) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.nextStep = nextStep;
    this.docsUrl = docsUrlOf(code);
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
