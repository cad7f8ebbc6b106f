import { types } from 'node:util';
import { holdsCardNumber } from '../../domain/card-number';
import { LIMITS } from '../limits';

/** An error as a log shows it. */
export interface SafeError {
  name: string;
  message: string;
  /** Code or type of the error, where it has one. */
  code?: string;
  stack?: string;
  cause?: SafeError;
}

/**
 * An error reduced to what may be logged: no details, no payloads, no properties that a library hung on it, and no text
 * that reads as a card number (R7).
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!types.isNativeError(error)) return { name: 'unknown', message: safeText(String(error)) };
  const { name, message, stack, cause } = error;
  const code = codeOf(error);
  return {
    name,
    message: safeText(message),
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined || depth > 0 ? {} : { stack: safeText(stack, LIMITS.loggedStackCharsMax) }),
    ...(cause === undefined || cause === null || depth >= LIMITS.loggedCausesMax
      ? {}
      : { cause: safeError(cause, depth + 1) }),
  };
}

/** A text from outside: cut, and withheld where it reads as a card number. */
export function safeText(text: string, charsMax: number = LIMITS.loggedMessageCharsMax): string {
  // A card number at the cut must not lose its last digits to it.
  const searched = text.slice(0, 2 * charsMax);
  return holdsCardNumber(searched) ? '(withheld)' : searched.slice(0, charsMax);
}

/** Failures of Temporal say it in `type`, errors of Node and ours in `code`. */
function codeOf(error: Error): string | undefined {
  const { code, type } = error as { code?: unknown; type?: unknown };
  const found = typeof type === 'string' ? type : code;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
