import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { JSON_SCHEMAS } from '../../client';
import {
  checkAcknowledgeCommand,
  checkConfirmationCommand,
  checkResolveCommand,
} from '../../contract/checks/check-command';
import type { Checked } from '../../contract/checks/check-message';
import { checkStart } from '../../contract/checks/check-start';
import { fieldsOf } from '../../scripts/schemas/message-fields';
import { MESSAGES, notedSchema } from '../../scripts/schemas/message-schemas';
import { changedMessages, noMessages } from './support/messages';
import { pythonValidator } from './support/python-validator';
import { validStarts } from './support/valid-messages';

const audit = { by: 'Ana', reason: 'the order was checked' };
const SENT = {
  'subscription-input': { message: MESSAGES.start, check: checkStart, valid: validStarts },
  'confirmation-command': {
    message: MESSAGES.confirmation,
    check: checkConfirmationCommand,
    valid: fc.constant(audit),
  },
  'resolve-command': {
    message: MESSAGES.resolve,
    check: checkResolveCommand,
    valid: fc.constant({ ...audit, decision: 'happened' }),
  },
  'acknowledge-command': {
    message: MESSAGES.acknowledge,
    check: checkAcknowledgeCommand,
    valid: fc.constant({ ...audit, flags: ['cycle_missed'] }),
  },
} as const;
type SchemaName = keyof typeof SENT;
const NAMES = Object.keys(SENT) as SchemaName[];

const schemas: Record<SchemaName, unknown> = JSON_SCHEMAS;
const sampleSize = 1_500;

/** What each schema says that it cannot say. */
const SAID_BESIDE = /card number|must be an existing calendar date/;
const isSaidBeside = (checked: Checked<unknown>): boolean =>
  !checked.ok && checked.problems.every(({ problem }) => SAID_BESIDE.test(problem));

/** Messages as they arrive: after the way through JSON. */
function messagesFor(name: SchemaName): unknown[] {
  const { message, valid } = SENT[name];
  const any = fc.oneof(
    { weight: 9, arbitrary: changedMessages(valid, Object.keys(fieldsOf(notedSchema(message)))) },
    { weight: 1, arbitrary: noMessages },
  );
  return fc.sample(any, sampleSize).flatMap((one) => {
    const text = JSON.stringify(one) as string | undefined;
    return text === undefined ? [] : [JSON.parse(text) as unknown];
  });
}

/** Messages of which a validator and the workflow think differently, although the schema does not say so. */
const disagreements = (name: SchemaName, messages: unknown[], verdicts: readonly boolean[]): unknown[] =>
  messages.filter((message, index) => {
    const checked = SENT[name].check(message);
    return verdicts[index] !== checked.ok && !(verdicts[index] === true && isSaidBeside(checked));
  });

describe.each(NAMES)('the published schema %s', (name) => {
  it('uses only what every dialect of regular expressions reads alike', () => {
    const patterns = [...JSON.stringify(schemas[name]).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns.length).toBeGreaterThan(0);
    for (const [, text = ''] of patterns) {
      const pattern = JSON.parse(text) as string;
      // \d and \s, \p{…}, \uNNNN, look-arounds and the end of the text mean different things, or nothing.
      expect(pattern.replaceAll(/\\x[0-9a-f]{2}/g, '')).not.toMatch(/\\|\$|\(\?/);
    }
  });

  it('says of generated messages what the workflow says, or says what it cannot say', () => {
    const byAjv = new Ajv2020({ formats: { date: true } }).compile(schemas[name] as object);
    const messages = messagesFor(name);
    const verdicts = messages.map((message) => byAjv(message));
    expect(disagreements(name, messages, verdicts)).toEqual([]);
    expect(JSON.stringify(schemas[name])).toContain('Beside what a schema can say');
    expect(verdicts.filter(Boolean).length).toBeGreaterThan(50);
    expect(verdicts.filter((verdict) => !verdict).length).toBeGreaterThan(50);
  });
});

const validate = pythonValidator();

(validate === undefined ? describe.skip : describe)('a validator of another language', () => {
  it.each(NAMES)('says the same of %s, in Python', (name) => {
    const messages = messagesFor(name);
    const verdicts = validate?.({ schemas, messages: messages.map((message) => [name, message]) }) ?? [];
    expect(verdicts).toHaveLength(messages.length);
    expect(disagreements(name, messages, verdicts)).toEqual([]);
  });
});
