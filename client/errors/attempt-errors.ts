import { CLIENT_ERRORS } from './codes';
import { ProblemsError } from './error-base';

/** Why a new attempt at an order is refused. */
export type AttemptRefusal =
  /** Nothing was ever started under this order id, or the namespace keeps it no more. */
  | 'nothing_to_repeat'
  /** The attempts of an order are counted without a gap. */
  | 'wrong_number'
  | 'too_many_attempts'
  | 'still_running'
  /** It ended, and not as `rejected`. */
  | 'not_rejected'
  /** It ended as `rejected`, and money moved or may have. */
  | 'money_moved';

/** An order may not be started once more. Nothing was started. */
export class AttemptRefusedError extends ProblemsError {
  readonly reason: AttemptRefusal;

  constructor(workflowId: string, reason: AttemptRefusal, problem: string) {
    const message = `${workflowId} was not started again`;
    super({ code: CLIENT_ERRORS.attemptRefused, message, nextStep: NEXT_STEPS[reason] }, [
      { field: 'attempt', problem },
    ]);
    this.reason = reason;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }
}

const NEXT_STEPS: Readonly<Record<AttemptRefusal, string>> = {
  nothing_to_repeat: 'Start it without an attempt.',
  wrong_number: 'Look at the order (`carat show`): it says which attempt it is. The next one is one more.',
  too_many_attempts: 'Start it under another order id.',
  still_running: 'Look at it: a new attempt may follow once it has ended as rejected.',
  not_rejected: 'Look at how it ended; a new subscription needs an order id of its own.',
  money_moved: 'Look at the order and at the portal first; a new subscription needs an order id of its own.',
};
