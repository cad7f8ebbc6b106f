import { CLIENT_ERRORS } from './codes';
import { CaratSubscriptionsError } from './error-base';

/** A request that claims to bring an event must not be believed. */
export class InvalidWebhookError extends CaratSubscriptionsError {
  constructor(problem: string) {
    const nextStep =
      'Answer 400 and do nothing. If it is ours: check the secret, the clock, and that the body is untouched.';
    super({
      code: CLIENT_ERRORS.invalidWebhook,
      message: `the request is not to be believed: ${problem}`,
      nextStep,
    });
  }
}

/** An event was sent again, and the receiver did not take it within the schedule, or no worker has a receiver. */
export class EventNotDeliveredError extends CaratSubscriptionsError {
  constructor(eventId: string, cause: unknown) {
    const nextStep = 'Look whether the receiver answers, then send it again. It is read by cursor, too.';
    super({
      code: CLIENT_ERRORS.eventNotDelivered,
      message: `the event ${eventId} was not delivered`,
      nextStep,
      cause,
    });
  }
}
