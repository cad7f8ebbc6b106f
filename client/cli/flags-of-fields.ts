import { InvalidCommandError } from '../errors/subscription-errors';
import { inKebab } from './start-input';

/** Flags that are called otherwise than the field they fill. */
const FLAGS: Readonly<Record<string, string>> = {
  'card.token': '--card-token',
  'card.reference': '--vault-ref',
  'charge.nit': '--nit',
  'charge.number': '--cycle',
};

/** An error that names fields of a message, in the words of whoever typed flags. Other errors stay as they are. */
export function inFlags(error: unknown): unknown {
  if (!(error instanceof InvalidCommandError)) return error;
  return new InvalidCommandError(
    error.problems.map(({ field, problem }) => ({ field: flagOf(field), problem })),
  );
}

/** A name in parentheses speaks of the whole message, and of no field. */
const flagOf = (field: string): string =>
  field.startsWith('(') ? field : (FLAGS[field] ?? `--${inKebab(field)}`);
