import fc from 'fast-check';
import type { z } from 'zod';
import {
  checkAcknowledgeCommand,
  checkConfirmationCommand,
  checkResolveCommand,
} from '../../contract/checks/check-command';
import type { Checked } from '../../contract/checks/check-message';
import { checkStart } from '../../contract/checks/check-start';
import {
  acknowledgeCommandSchema,
  confirmationCommandSchema,
  resolveCommandSchema,
} from '../../contract/commands';
import { subscriptionInputSchema } from '../../contract/input';
import { MAX_PROBLEMS, problemsOf, type Problem } from '../../contract/problems';
import { ACKNOWLEDGEABLE } from '../../contract/vocabulary';
import { fieldsOf } from '../../scripts/schemas/message-fields';
import { notedSchema } from '../../scripts/schemas/message-schemas';
import { changedMessages, noMessages } from './support/messages';
import { validStarts } from './support/valid-messages';

const audit = { by: 'Ana', reason: ' the order was checked ' };

const MESSAGES: [string, z.ZodType, (message: unknown) => Checked<unknown>, fc.Arbitrary<object>][] = [
  ['a start', subscriptionInputSchema, checkStart, validStarts],
  ['a confirm or undo', confirmationCommandSchema, checkConfirmationCommand, fc.constant(audit)],
  ['a resolve', resolveCommandSchema, checkResolveCommand, fc.constant({ ...audit, decision: 'happened' })],
  [
    'an acknowledgement',
    acknowledgeCommandSchema,
    checkAcknowledgeCommand,
    fc.subarray([...ACKNOWLEDGEABLE], { minLength: 1 }).map((flags) => ({ ...audit, flags })),
  ],
];

/** What the schema itself says of a message. */
function bySchema(schema: z.ZodType, message: unknown): Checked<unknown> {
  const { success, data, error } = schema.safeParse(message);
  return success ? { ok: true, value: data } : { ok: false, problems: problemsOf(error) };
}

const sorted = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((one, other) => (one.field < other.field ? -1 : 1));

describe.each(MESSAGES)('%s is checked in workflows as by its schema', (_name, schema, check, valid) => {
  const changed = changedMessages(valid, Object.keys(fieldsOf(notedSchema(schema))));

  function expectTheSame(message: unknown): boolean {
    const before = structuredClone(message);
    const [expected, actual] = [bySchema(schema, message), check(message)];
    if (expected.ok || actual.ok) expect(actual).toEqual(expected);
    else if (expected.problems.length < MAX_PROBLEMS)
      expect(sorted(actual.problems)).toEqual(sorted(expected.problems));
    expect(message).toEqual(before);
    return actual.ok;
  }

  test('a valid one passes, its defaults filled in', () => {
    fc.assert(
      fc.property(valid, (message) => expect(expectTheSame(message)).toBe(true)),
      { numRuns: 300 },
    );
  });

  test('a changed one gets the same verdict, the same fields in the same words, the same output', () => {
    const verdicts = { passed: 0, refused: 0 };
    fc.assert(
      fc.property(changed, (message) => {
        verdicts[expectTheSame(message) ? 'passed' : 'refused'] += 1;
      }),
      { numRuns: 2_000 },
    );
    // Messages that all pass, or all fail, would prove nothing.
    expect(Math.min(verdicts.passed, verdicts.refused)).toBeGreaterThan(100);
  });

  test('what is no message at all is refused alike', () => {
    fc.assert(
      fc.property(noMessages, (message) => void expectTheSame(message)),
      { numRuns: 300 },
    );
  });
});
