import type { Problem } from '../../contract/problems';
import { InvalidCommandError, InvalidInputError, InvalidRequestError } from '../errors/subscription-errors';
import { FIELDS, inKebab } from './start-input';

/** Flags that are called otherwise than the field they fill. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([flag, { path }]) => [path, `--${inKebab(flag)}`])),
  'charge.nit': '--nit',
  'charge.number': '--cycle',
  needsAttention: '--attention',
};

/** What flags fill together: without any of them, the whole is missing. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  schedule: ['--amount-cents', '--first-date'],
  payer: ['--store-identification'],
  card: ['--card-token or --vault-ref'],
};

const MEND = 'Mend the flags named; --help says what each takes.';
/** The fault that is made most. */
const CENTS = 'Amounts are in cents: 4990 is R$ 49,90.';

const nextStepOf = (problems: readonly Problem[]): string =>
  problems.some(({ field, problem }) => field.endsWith('-cents') && problem !== 'is missing')
    ? `${CENTS} ${MEND}`
    : MEND;

/**
 * An error that names fields of a message, in the words of whoever typed flags. Other errors stay as they are, and so do the names of
 * fields that may stand in a file.
 *
 * @param typed - the words of the command line
 */
export function inFlags(error: unknown, typed: readonly string[] = []): unknown {
  if (error instanceof InvalidCommandError) {
    const problems = flagged(error.problems);
    return new InvalidCommandError(problems, undefined, nextStepOf(problems));
  }
  if (error instanceof InvalidRequestError) return new InvalidRequestError(flagged(error.problems), MEND);
  if (!(error instanceof InvalidInputError)) return error;
  const hasFile = typed.some((word) => word === '--input' || word.startsWith('--input='));
  const ofFlags = withoutFollowing(flagged(error.problems));
  if (!hasFile) return new InvalidInputError(ofFlags, nextStepOf(ofFlags));
  const isTyped = ({ field }: Problem): boolean => typed.some((word) => word.split('=')[0] === flagOf(field));
  return new InvalidInputError(
    error.problems.map((problem) =>
      isTyped(problem) ? { ...problem, field: flagOf(problem.field) } : problem,
    ),
  );
}

const flagged = (problems: readonly Problem[]): Problem[] =>
  problems.flatMap(({ field, problem }) =>
    (problem === 'is missing' ? (TOGETHER[field] ?? [flagOf(field)]) : [flagOf(field)]).map((flag) => ({
      field: flag,
      problem,
    })),
  );

/** The first payment is of the amount of the schedule: where that one is missing, the other is not a second fault. */
const withoutFollowing = (problems: readonly Problem[]): Problem[] =>
  problems.filter(
    ({ field }) =>
      field !== '--payment-amount-cents' || !problems.some((other) => other.field === '--amount-cents'),
  );

/** A name in parentheses speaks of the whole message, and of no field; a number is a place in a list. */
function flagOf(field: string): string {
  if (field.startsWith('(') || field.startsWith('-')) return field;
  const name = field.replace(/\.\d+$/, '');
  return OTHER_NAMES[name] ?? `--${inKebab(name)}`;
}
