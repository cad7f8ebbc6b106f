import { describeProblems, IS_MISSING, IS_NO_FIELD, type Problem } from '../../contract/problems';
import { refusedField } from '../commands/refused-field';
import {
  CommandNotAllowedError,
  InvalidCommandError,
  InvalidInputError,
  InvalidRequestError,
  SubscriptionExistsError,
} from '../errors/subscription-errors';
import { DATE_TYPED } from './relative-date';
import { FIELDS, inKebab } from './start-input';
import { ownEntry } from '../own-entry';

/** Flags that are called otherwise than the field they fill. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([flag, { path }]) => [path, `--${inKebab(flag)}`])),
  'charge.nit': '--nit',
  charge: '--cycle',
  'charge.number': '--cycle',
  needsAttention: '--attention',
  states: '--for',
  // An argument.
  eventId: 'event id',
};

/** What flags fill together: without any of them, the whole is missing. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  schedule: ['--amount-cents', '--first-date'],
  payer: ['--store-identification'],
  card: ['--card-token or --vault-ref'],
  // Of the amount of the schedule, which is missing then, too.
  payment: [],
};

/** What the way in must be. `adopt` is a command of its own here. */
const WAYS_IN = 'must be pay_now or start_later; the other flags are checked then';
/** Why a flag that exists is no field of the message: the flags of the first payment are of one way in. */
const OF_PAY_NOW = 'goes with --entry pay_now alone';

const MEND = 'Mend the flags named; --help says what each takes.';
const LOOK_FOR_EVENTS = 'carat events lists the events that are kept, with their ids.';
/** The faults that are made most. */
const CENTS = 'Amounts are in cents: 4990 is R$ 49,90.';

const DATES = `Dates are ${DATE_TYPED}.`;

function nextStepOf(problems: readonly Problem[]): string {
  const isWrong = (ending: string): boolean =>
    problems.some(({ field, problem }) => field.endsWith(ending) && problem !== IS_MISSING);
  return [isWrong('-cents') ? CENTS : '', isWrong('-date') ? DATES : '', MEND]
    .filter((part) => part !== '')
    .join(' ');
}

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
  if (error instanceof SubscriptionExistsError) return differenceInFlags(error, typed);
  if (error instanceof CommandNotAllowedError) return refusalInFlags(error, typed);
  if (error instanceof InvalidRequestError)
    return new InvalidRequestError(flagged(error.problems), isOfEvent(error) ? LOOK_FOR_EVENTS : MEND);
  if (!(error instanceof InvalidInputError)) return error;
  if (isTyped('--input', typed)) return new InvalidInputError(inTypedFlags(error.problems, typed));
  const ofFlags = withoutFollowing(flagged(error.problems, typed));
  return new InvalidInputError(ofFlags, nextStepOf(ofFlags));
}

/** The refusal of a field is at the end of its message. */
function refusalInFlags(error: CommandNotAllowedError, typed: readonly string[]): CommandNotAllowedError {
  const [told] = error.problems;
  if (told === undefined) return error;
  const problems = flagged(error.problems);
  const message = error.message.replace(describeProblems([told]), describeProblems(problems));
  // `give-up` is one of the decisions, and has no flag for another.
  const isGivingUp = told.field === 'decision' && !isTyped('--decision', typed);
  return new CommandNotAllowedError(
    message,
    undefined,
    problems,
    isGivingUp ? 'Find out what happened and decide with carat resolve.' : nextStepAfter(error, problems),
  );
}

/** What to do about a known update id is no matter of its form. */
const nextStepAfter = (error: CommandNotAllowedError, problems: readonly Problem[]): string =>
  error.problems.some(({ field }) => field === 'updateId') ? error.nextStep : nextStepOf(problems);

/** The words of a refusal, with the flag in the place of the field. */
export function whyInFlags(kind: string, why: string): string {
  const field = refusedField(kind, why);
  return field === undefined ? why : describeProblems(flagged([field]));
}

const isOfEvent = ({ problems }: InvalidRequestError): boolean =>
  problems.some(({ field }) => field === 'eventId');

/** Beside a file: what was typed is named as it was typed, and the rest as it stands in the file. */
const inTypedFlags = (problems: readonly Problem[], typed: readonly string[]): Problem[] =>
  problems.flatMap((problem) => {
    const unfit = unfitFlags(problem, typed);
    if (unfit.length > 0) return unfit;
    const flag = flagOf(problem.field);
    return [isTyped(flag, typed) ? { ...problem, field: flag } : problem];
  });

const flagged = (problems: readonly Problem[], typed: readonly string[] = []): Problem[] =>
  problems.flatMap((problem) => {
    const { field, problem: what } = problem;
    const unfit = unfitFlags(problem, typed);
    if (unfit.length > 0) return unfit;
    if (field === 'entry') return [{ field: '--entry', problem: WAYS_IN }];
    const flags = what === IS_MISSING ? (ownEntry(TOGETHER, field) ?? [flagOf(field)]) : [flagOf(field)];
    return flags.map((flag) => ({ field: flag, problem: what }));
  });

/** The flags that filled what the message does not have: they exist, and do not go with the others. */
function unfitFlags({ field, problem }: Problem, typed: readonly string[]): Problem[] {
  if (problem !== IS_NO_FIELD) return [];
  return flagsWithin(field)
    .filter((flag) => isTyped(flag, typed))
    .map((flag) => ({ field: flag, problem: OF_PAY_NOW }));
}

/** The flags that fill a field, or what is within it. */
const flagsWithin = (field: string): string[] =>
  Object.entries(FIELDS)
    .filter(([, { path }]) => path === field || path.startsWith(`${field}.`))
    .map(([name]) => `--${inKebab(name)}`);

/** What differs, by its flags. Beside a file only what was typed: the rest stands in the file. What has no flag keeps its name; so does all of it in JSON. */
function differenceInFlags(
  { workflowId, differingFields }: SubscriptionExistsError,
  typed: readonly string[],
): SubscriptionExistsError {
  const hasFile = isTyped('--input', typed);
  const told = differingFields.flatMap((field) => {
    const flags = ownEntry(OF_DIFFERENCE, field) ?? flagsWithin(field);
    const named = hasFile ? flags.filter((flag) => isTyped(flag, typed)) : flags;
    return named.length === 0 ? [field] : named;
  });
  return new SubscriptionExistsError(workflowId, differingFields, [...new Set(told)]);
}

/** Flags of what is no field of the input, or is filled by the choice between two. */
const OF_DIFFERENCE: Readonly<Record<string, readonly string[]>> = {
  attempt: ['--attempt'],
  'card.kind': ['--card-token', '--vault-ref'],
};

const isTyped = (flag: string, typed: readonly string[]): boolean =>
  typed.some((word) => word.split('=')[0] === flag);

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
  return ownEntry(OTHER_NAMES, name) ?? `--${inKebab(name)}`;
}
