import { fieldName, type Problem } from '../contract/problems';
import { InvalidRequestError } from './errors/subscription-errors';

/** What a value must be, in words, where it is not; undefined where it is right. */
type Check = (value: unknown) => string | undefined;

/** What each option of an operation must be. One that is forgotten does not compile. */
export type Checks<Options> = Readonly<Record<keyof Required<Options>, Check>>;

const must =
  (words: string, isRight: (value: unknown) => boolean): Check =>
  (value) =>
    isRight(value) ? undefined : `must be ${words}`;

const isCents = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

export const TEXT = must('a text', (value) => typeof value === 'string');
export const YES_OR_NO = must('true or false', (value) => typeof value === 'boolean');
/** Of a wait: with 0 it is looked once. */
export const MILLISECONDS = must(
  'a number of milliseconds, 0 or more',
  (value) => typeof value === 'number' && value >= 0,
);
export const PAUSE = must(
  'a number of milliseconds, more than 0',
  (value) => typeof value === 'number' && value > 0,
);
export const CENTS_BY_MERCHANT = must(
  'a whole number of cents, or one for each merchant by its alias',
  (value) =>
    isCents(value) || (typeof value === 'object' && value !== null && Object.values(value).every(isCents)),
);
export const TEXT_OR_TEXTS = must('a text, or a list of texts', (value) =>
  (Array.isArray(value) ? value : [value]).every((one) => typeof one === 'string'),
);
export const oneOf = (...allowed: readonly string[]): Check =>
  must(
    allowed.map((one) => `"${one}"`).join(' or '),
    (value) => typeof value === 'string' && allowed.includes(value),
  );
/** The operation itself looks at it. */
export const LOOKED_AT_LATER: Check = () => undefined;

/**
 * What is wrong with options, for callers whose compiler does not check them. A name that means nothing is wrong, too: a filter that is
 * spelled otherwise would list everything. What is undefined is not given.
 */
export function problemsOfOptions<Options extends object>(
  options: Options,
  checks: Checks<Options>,
): Problem[] {
  if (typeof options !== 'object' || (options as Options | null) === null)
    return [{ field: '(options)', problem: 'must be an object' }];
  const known: Readonly<Record<string, Check>> = checks;
  return Object.entries(options).flatMap(([name, value]) => {
    if (!Object.hasOwn(known, name))
      return [
        { field: fieldName([name]), problem: `is no option; there are ${Object.keys(known).join(', ')}` },
      ];
    const problem = value === undefined ? undefined : known[name]?.(value);
    return problem === undefined ? [] : [{ field: name, problem }];
  });
}

/** @throws InvalidRequestError naming every option that is not right */
export function checkOptions<Options extends object>(options: Options, checks: Checks<Options>): void {
  const problems = problemsOfOptions(options, checks);
  if (problems.length > 0) throw new InvalidRequestError(problems);
}
