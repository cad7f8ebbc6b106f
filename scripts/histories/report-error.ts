import { CommanderError } from 'commander';
import { CaratSubscriptionsError } from '../../client/errors/error-base';
import { DevstackError } from '../../devstack/errors';
import { HistoryError } from './errors';

/** Describes an error for a person at a terminal: code, message, next step. A fault of our own shows its stack. */
export function describeError(error: unknown): string {
  if (error instanceof CommanderError) return error.message.replace(/^error: /, 'error invalid_usage: ');
  if (isCoded(error)) return `error ${error.code}: ${error.message}\nNext: ${error.nextStep}`;
  return `error unforeseen: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const isCoded = (error: unknown): error is HistoryError | DevstackError | CaratSubscriptionsError =>
  error instanceof HistoryError || error instanceof DevstackError || error instanceof CaratSubscriptionsError;
