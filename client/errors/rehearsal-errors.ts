import { CLIENT_ERRORS } from './codes';
import { CaratSubscriptionsError } from './error-base';

/** The Temporal server is not one of a development stack that runs. Nothing was touched. */
export class NotADevelopmentStackError extends CaratSubscriptionsError {
  constructor(why: string, cause?: unknown) {
    const message = `this Temporal server is not that of a running development stack: ${why}`;
    const nextStep = 'Start one with `npm start`, and aim at it with TEMPORAL_ADDRESS or --address.';
    super({ code: CLIENT_ERRORS.notADevelopmentStack, message, nextStep, cause });
  }
}

/** The development stack refused a rehearsal: it makes no sense now. */
export class RehearsalRefusedError extends CaratSubscriptionsError {
  constructor(message: string, nextStep: string) {
    super({ code: CLIENT_ERRORS.rehearsalRefused, message, nextStep });
  }
}
