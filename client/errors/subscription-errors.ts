import type { Problem } from '../../contract/problems';
import type { SubscriptionView } from '../../contract/view';
import { CaratSubscriptionsError, ProblemsError, type ErrorParts } from './error-base';
import { CLIENT_ERRORS } from './codes';

/** The input of a start is not valid. Nothing was sent. */
export class InvalidInputError extends ProblemsError {
  constructor(
    problems: readonly Problem[],
    nextStep = 'Mend the fields named; schemas/subscription-input.json describes each.',
  ) {
    super({ code: CLIENT_ERRORS.invalidInput, message: 'the input is not valid', nextStep }, problems);
  }
}

/** The argument of a command is not valid. Nothing was changed. */
export class InvalidCommandError extends ProblemsError {
  constructor(
    problems: readonly Problem[],
    cause?: unknown,
    nextStep = 'Mend the fields named and send the command again.',
  ) {
    const message = 'the command is not valid';
    super({ code: CLIENT_ERRORS.invalidCommand, message, nextStep, cause }, problems);
  }
}

/** An argument of the client itself, such as a page token or a state to wait for, is not valid. */
export class InvalidRequestError extends ProblemsError {
  constructor(problems: readonly Problem[], nextStep = 'Mend the arguments named and call again.') {
    super({ code: CLIENT_ERRORS.invalidRequest, message: 'the request is not valid', nextStep }, problems);
  }
}

/** The connection settings (environment, configuration file, options) cannot be used. */
export class InvalidSettingsError extends CaratSubscriptionsError {
  constructor(message: string, cause?: unknown) {
    const nextStep =
      'Check TEMPORAL_ADDRESS, TEMPORAL_TLS_*, TEMPORAL_PROFILE and the Temporal configuration file.';
    super({ code: CLIENT_ERRORS.invalidSettings, message, nextStep, cause });
  }
}

/** No subscription of this merchant and order id exists in the namespace. */
export class SubscriptionNotFoundError extends CaratSubscriptionsError {
  constructor(workflowId: string, cause?: unknown) {
    const message = `there is no ${workflowId} in this namespace`;
    const nextStep =
      'Check merchant, order id and namespace; an ended subscription leaves once its retention time is over.';
    super({ code: CLIENT_ERRORS.subscriptionNotFound, message, nextStep, cause });
  }
}

/** A subscription of this merchant and order id exists, and it was asked for with other content. */
export class SubscriptionExistsError extends CaratSubscriptionsError {
  readonly workflowId: string;
  /** Names of the fields that differ, never their values. */
  readonly differingFields: readonly string[];

  /** @param named - what the message calls them, where that is otherwise */
  constructor(workflowId: string, differingFields: readonly string[], named = differingFields) {
    const message = `${workflowId} exists already with different content: ${named.join(', ')}`;
    const nextStep = 'Look at the existing one; a different subscription needs an order id of its own.';
    super({ code: CLIENT_ERRORS.subscriptionExists, message, nextStep });
    this.workflowId = workflowId;
    this.differingFields = differingFields;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), differingFields: this.differingFields };
  }
}

/** The state of the subscription forbids the command. Nothing was changed. */
export class CommandNotAllowedError extends CaratSubscriptionsError {
  /** What to mend in the command; empty where the refusal is about the state alone. */
  readonly problems: readonly Problem[];

  constructor(message: string, cause?: unknown, problems: readonly Problem[] = [], nextStep?: string) {
    super({
      code: CLIENT_ERRORS.commandNotAllowed,
      message,
      nextStep: nextStep ?? (problems.length > 0 ? MEND_THE_FIELD : LOOK_AT_THE_STATE),
      cause,
    });
    this.problems = problems;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), ...(this.problems.length === 0 ? {} : { problems: this.problems }) };
  }
}

const MEND_THE_FIELD = 'Mend the field named and send the command again.';
const LOOK_AT_THE_STATE =
  'Look at the subscription with carat show: what it is by now, and what it waits for.';

/** The command was taken and then ended in a failure. */
export class CommandFailedError extends CaratSubscriptionsError {
  constructor(message: string, updateId: string, cause?: unknown) {
    const nextStep = `Look at the subscription before deciding again; repeating update id "${updateId}" gives this same answer.`;
    super({ code: CLIENT_ERRORS.commandFailed, message, nextStep, cause });
  }
}

/** No answer within the wait: the command may have been taken, or may still be. */
export class CommandOutcomePendingError extends CaratSubscriptionsError {
  /** Repeating the command under this id has no second effect and gives the same answer. */
  readonly updateId: string;

  constructor(message: string, updateId: string, cause?: unknown) {
    const nextStep = `Look at the subscription, or repeat the command with update id "${updateId}": it has no second effect.`;
    super({ code: CLIENT_ERRORS.commandOutcomePending, message, nextStep, cause });
    this.updateId = updateId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), updateId: this.updateId };
  }
}

/** The workflow did not end by itself: it failed, or somebody terminated or cancelled it. */
export class SubscriptionWorkflowFailedError extends CaratSubscriptionsError {
  /** How Temporal closed it, e.g. `FAILED` or `TERMINATED`. */
  readonly closedAs: string;
  /** Code of the workflow's own failure, e.g. `invalid_input`. */
  readonly failureCode: string | undefined;
  /** The last view before it was closed, where one could still be read. The gateway may have gone on since. */
  readonly lastKnown: SubscriptionView | undefined;

  constructor(parts: {
    message: string;
    nextStep: string;
    closedAs: string;
    failureCode?: string | undefined;
    lastKnown?: SubscriptionView | undefined;
    cause?: unknown;
  }) {
    const { message, nextStep, cause } = parts;
    super({ code: CLIENT_ERRORS.workflowFailed, message, nextStep, cause });
    this.closedAs = parts.closedAs;
    this.failureCode = parts.failureCode;
    this.lastKnown = parts.lastKnown;
  }

  override toJSON(): Record<string, unknown> {
    const { closedAs, failureCode, lastKnown } = this;
    return { ...super.toJSON(), closedAs, failureCode, lastKnown };
  }
}

abstract class WaitError extends CaratSubscriptionsError {
  /** The last view that the wait saw. */
  readonly view: SubscriptionView | undefined;

  protected constructor(parts: ErrorParts, view: SubscriptionView | undefined) {
    super(parts);
    this.view = view;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), state: this.view?.state };
  }
}

/** The subscription has ended in another state than the ones waited for: waiting longer cannot help. */
export class StateUnreachableError extends WaitError {
  constructor(message: string, view: SubscriptionView) {
    const nextStep = 'The state is final; look at the subscription to see how it came to it.';
    super({ code: CLIENT_ERRORS.stateUnreachable, message, nextStep }, view);
  }
}

/** The state waited for did not come in time. The subscription itself goes on. */
export class WaitTimedOutError extends WaitError {
  constructor(message: string, view: SubscriptionView | undefined, cause?: unknown) {
    const nextStep = 'Wait again: waiting changes nothing, and the subscription goes on by itself.';
    super({ code: CLIENT_ERRORS.waitTimedOut, message, nextStep, cause }, view);
  }
}
