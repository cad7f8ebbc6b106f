import { CaratSubscriptionsError } from '../errors/error-base';
import { CLIENT_ERRORS } from '../errors/codes';

/** The command line is not valid. Nothing was sent. */
export class UsageError extends CaratSubscriptionsError {
  constructor(message: string, nextStep = 'Run it with --help.') {
    super({ code: CLIENT_ERRORS.invalidUsage, message: withoutLongNumbers(message), nextStep });
  }
}

/** Takes long numbers out of a text: what was typed in the wrong place may be a mistyped card number. */
const withoutLongNumbers = (text: string): string => text.replace(/\d(?:[ -]?\d){5,}/g, '…');
