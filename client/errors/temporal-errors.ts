import { CLIENT_ERRORS } from './codes';
import { CaratSubscriptionsError } from './error-base';
import type { FailingTask } from '../reading/failing-task';

/** No worker answered: the subscription is safe in Temporal, but nobody runs its code. */
export class NoWorkerError extends CaratSubscriptionsError {
  /** For a command: repeating it under this id has no second effect. */
  readonly updateId: string | undefined;

  /** @param letGoBy - a worker took the task of the command and not the command: it is not taken any more */
  constructor(message: string, cause?: unknown, updateId?: string, letGoBy = false) {
    const repeat = `repeat the command with update id "${updateId ?? ''}"`;
    const again =
      updateId === undefined ? 'ask again' : `${repeat}: it may still be taken, and has no second effect`;
    const nextStep = letGoBy
      ? `Look into the log of the worker, and ${repeat}: it has not been taken.`
      : `Start a worker on the task queue named, or look into its log, then ${again}.`;
    super({ code: CLIENT_ERRORS.noWorker, message, nextStep, cause });
    this.updateId = updateId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), updateId: this.updateId };
  }
}

/** The worker cannot go on with this workflow: its code does not fit the recorded history, or it cannot read a payload in it. */
export class WorkflowStuckError extends CaratSubscriptionsError {
  constructor(workflowId: string, cause?: unknown, { unknownEncoding }: FailingTask = {}) {
    const message = `the worker fails on the history of ${workflowId}`;
    const nextStep =
      'Look at the failed workflow task in the Web UI, and go back to the worker version before.';
    const unreadable =
      'Give the worker the codec of whoever sent it. If it is a start in a wrong encoding, nothing was sent to the gateway: terminate it, and start again under another order id.';
    super({
      code: CLIENT_ERRORS.workflowStuck,
      message:
        unknownEncoding === undefined
          ? message
          : `${message}: it cannot read a payload in the encoding ${unknownEncoding}`,
      nextStep: unknownEncoding === undefined ? nextStep : unreadable,
      cause,
    });
  }
}

/** The client was closed, or the connection that it was given. Nothing was sent. */
export class ClientClosedError extends CaratSubscriptionsError {
  constructor(what: string, cause?: unknown) {
    const message = `${what}: this client is closed, and sends nothing any more`;
    const nextStep = 'Connect once, use that client for everything, and close it when the process ends.';
    super({ code: CLIENT_ERRORS.clientClosed, message, nextStep, cause });
  }
}

/** What to do again once the cause is mended. */
export interface Repetition {
  /** E.g. `repeat the start: it is safe`. */
  repeat?: string | undefined;
  /** For a command, which may have been taken: repeating it under this id has no second effect. */
  updateId?: string | undefined;
}

/** The Temporal server cannot be reached, or does not answer in time. */
export class TemporalUnreachableError extends CaratSubscriptionsError {
  /** For a command, which may have been taken: repeating it under this id has no second effect. */
  readonly updateId: string | undefined;

  constructor(message: string, cause?: unknown, { repeat = 'try again', updateId }: Repetition = {}) {
    const nextStep = `Check the address, TLS settings and that the server is up, then ${repeat}.`;
    super({ code: CLIENT_ERRORS.temporalUnreachable, message, nextStep, cause });
    this.updateId = updateId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), updateId: this.updateId };
  }
}

/** The namespace does not exist on this server. */
export class NamespaceNotFoundError extends CaratSubscriptionsError {
  constructor(namespace: string, cause?: unknown) {
    const message = `the namespace "${namespace}" does not exist on this server`;
    const nextStep = 'Check TEMPORAL_NAMESPACE or --namespace, or create the namespace.';
    super({ code: CLIENT_ERRORS.namespaceNotFound, message, nextStep, cause });
  }
}

/** The server refuses these credentials. */
export class PermissionDeniedError extends CaratSubscriptionsError {
  /** For a command, which may have been taken: repeating it under this id has no second effect. */
  readonly updateId: string | undefined;

  constructor(message: string, cause?: unknown, { repeat, updateId }: Repetition = {}) {
    const check = 'Check the API key or the client certificate, and the rights it has in this namespace';
    const nextStep = repeat === undefined ? `${check}.` : `${check}, then ${repeat}.`;
    super({ code: CLIENT_ERRORS.permissionDenied, message, nextStep, cause });
    this.updateId = updateId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), updateId: this.updateId };
  }
}

/** The namespace does not know the search attributes of the subscriptions. */
export class SearchAttributesMissingError extends CaratSubscriptionsError {
  /** @param name - of the one that is missing, where the server tells it */
  constructor(cause?: unknown, name?: string) {
    const which =
      name === undefined
        ? 'the search attributes of the subscriptions are'
        : `the search attribute ${name} is`;
    const message = `${which} not registered in this namespace`;
    const nextStep = 'Start a worker of this version once: it registers those that are missing.';
    super({ code: CLIENT_ERRORS.searchAttributesMissing, message, nextStep, cause });
  }
}

/** An answer of Temporal or of the workflow that this client does not understand. */
export class UnexpectedAnswerError extends CaratSubscriptionsError {
  constructor(message: string, cause?: unknown, nextStep = GO_TOGETHER) {
    super({ code: CLIENT_ERRORS.unexpectedAnswer, message, nextStep, cause });
  }
}

const GO_TOGETHER = 'Check that client, worker and server are of versions that go together.';
