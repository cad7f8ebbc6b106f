import { CaratSubscriptionsError, docsUrlOf } from '../errors/error-base';
import { CLIENT_ERRORS, type ClientErrorCode } from '../errors/codes';
import { commandAsTyped } from './command-as-typed';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes';
import { inJson, plain, withLocalTimes } from './text';

/** What goes to standard error, and how the program ends. */
export interface ErrorReport {
  text: string;
  exitCode: ExitCode;
}

/**
 * Describes an error for a person, or as one JSON document `{"error": {...}}`.
 *
 * @param command - the command typed
 */
export function reportOf(error: unknown, json: boolean, command?: string): ErrorReport {
  const known = error instanceof CaratSubscriptionsError ? toldOf(error, command) : unforeseen(error);
  const exitCode = error instanceof CaratSubscriptionsError ? exitCodeOf(error.code) : EXIT.refused;
  if (json) return { text: inJson({ error: known }), exitCode };
  const { code, message, nextStep, docs } = known;
  const lines = [
    `error ${text(code)}: ${text(message)}`,
    `  next: ${text(nextStep)}`,
    `  more: ${text(docs)} in the folder of the package carat-subscriptions`,
  ];
  return { text: lines.join('\n'), exitCode };
}

const toldOf = (error: CaratSubscriptionsError, command: string | undefined): Record<string, unknown> => ({
  ...error.toJSON(),
  message: commandAsTyped(error.message, command),
  nextStep: NEXT_STEPS_TYPED[error.code] ?? error.nextStep,
});

/** Where a program is told its options, somebody who types is told the flags. */
const NEXT_STEPS_TYPED: Readonly<Partial<Record<ClientErrorCode, string>>> = {
  [CLIENT_ERRORS.merchantNotServed]:
    'Check --merchant: it must be an alias of the worker configuration. To start all the same, and let its calls wait, add --anyway.',
  [CLIENT_ERRORS.similarStart]:
    'Look at the other one with carat show. Where both are wanted, start it all the same: add --anyway.',
};

/** Times are written as everywhere on a terminal; the JSON document keeps them in UTC. */
const text = (value: unknown): string =>
  typeof value === 'string' ? withLocalTimes(plain(value), ' (São Paulo)') : '';

/** A fault of the program itself: its name and place, not its message, which may hold anything. */
function unforeseen(error: unknown): Record<string, unknown> {
  const name = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? (/\n\s+at (.+)/.exec(error.stack ?? '')?.[1] ?? '') : '';
  const code = CLIENT_ERRORS.unforeseen;
  return {
    code,
    message: `unforeseen ${name} ${place}`.trim(),
    nextStep: 'This is a fault of the program; please report it.',
    docs: docsUrlOf(code),
  };
}
