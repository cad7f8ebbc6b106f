import fc from 'fast-check';
import { checkInput } from '../../client/start/check-input';
import { InvalidInputError } from '../../client/errors/subscription-errors';
import { payNow, startLater, TEST_CARD } from './support/builders';

function refusalOf(input: unknown): InvalidInputError {
  try {
    checkInput(input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
  }
  throw new Error('the input was not refused');
}

describe('an input is checked before anything leaves', () => {
  test('a valid one passes, with its defaults filled in', () => {
    expect(checkInput(startLater())).toMatchObject({
      requestedBy: 'billing system',
      schedule: { intervalMonths: 1 },
    });
  });

  test('everything wrong is named at once', () => {
    const error = refusalOf(
      startLater({ merchant: 'Loja A', schedule: { amountCents: 49.9, firstDate: '2026-02-30' } }),
    );
    expect(error.problems.map(({ field }) => field).sort()).toEqual([
      'merchant',
      'schedule.amountCents',
      'schedule.firstDate',
    ]);
    expect(error).toMatchObject({ code: 'invalid_input', docsUrl: 'docs/errors.md#invalid_input' });
  });

  test.each(['cliente-1', 'a b', 'joão', 'ana@example.com', '', 'a'.repeat(21)])(
    'a payer the gateway would refuse with code 83 is refused here: %j',
    (storeIdentification) => {
      expect(refusalOf(startLater({ payer: { storeIdentification } })).problems).toEqual([
        {
          field: 'payer.storeIdentification',
          problem: 'must be 1–20 letters and digits; the gateway refuses others',
        },
      ]);
    },
  );

  test.each([
    [
      'as the token',
      { ...startLater(), card: { kind: 'carat_token', token: TEST_CARD } },
      'card.token',
      16,
      1,
    ],
    ['as a number', { ...startLater(), card: { number: Number(TEST_CARD) } }, 'card.number', 16, 1],
    ['in groups of four', { ...payNow(), requestedBy: 'ana 4000 0000 0000 0044' }, 'requestedBy', 19, 5],
    ['with dashes of a phone', { ...payNow(), requestedBy: '(4000–0000–0000–0044)' }, 'requestedBy', 19, 2],
    ['as the name of a field', { ...payNow(), payer: { [TEST_CARD]: 'x' } }, 'payer', 16, 1],
    ['in a list', { ...payNow(), notes: ['', TEST_CARD] }, 'notes.1', 16, 1],
  ])(
    'a card number %s is refused, named by its place and never repeated',
    (_how, input, field, length, position) => {
      const error = refusalOf(input);
      expect(error.problems).toEqual([
        {
          field,
          problem: `holds a card number (${length} characters from position ${position}); send a Carat card token or a vault reference instead`,
        },
      ]);
      expect(JSON.stringify([error.message, error.toJSON(), error.stack])).not.toMatch(/4000[ –]?0000/);
    },
  );

  test('whatever is sent, no value of it is repeated', () => {
    const secret = 'Xy7-never-repeated';
    fc.assert(
      fc.property(
        fc.constantFrom(
          'merchant',
          'orderId',
          'authorizerId',
          'entry',
          'merchantUsn',
          'payer',
          'card',
          'schedule',
        ),
        fc.constantFrom(secret, { [secret.slice(0, 3)]: secret }, [secret], 0.5),
        (field, value) => {
          const error = refusalOf({ ...startLater(), [field]: value });
          expect(JSON.stringify(error)).not.toContain(secret);
        },
      ),
    );
  });

  test('a soft descriptor with accents is refused with the letters without them, and nothing else is proposed', () => {
    const problemOf = (softDescriptor: string): string | undefined => {
      const schedule = { ...startLater().schedule, softDescriptor };
      return refusalOf(startLater({ schedule })).problems.find(
        ({ field }) => field === 'schedule.softDescriptor',
      )?.problem;
    };
    expect(problemOf('AÇAÍ DO JOÃO')).toMatch(/; without accents it reads "ACAI DO JOAO"$/);
    const words = "must be 1–22 letters without accents, digits, blanks and . , * & / ' -";
    for (const text of [
      'LOJA 👍',
      '<LOJA>',
      'LOJA|A',
      'LOJA; A',
      'LOJA\u200b',
      'ação'.repeat(6),
      'ñ'.repeat(1_000),
    ])
      expect(problemOf(text)).toBe(words);
  });

  test.each(['Visa', '0', '02', '440', '404', '1234', ''])(
    '%j charges no card each month',
    (authorizerId) => {
      expect(refusalOf(startLater({ authorizerId })).problems).toEqual([
        {
          field: 'authorizerId',
          problem: expect.stringMatching(/^must be the id of an authorizer of cards/) as string,
        },
      ]);
    },
  );

  test('far more than any start has is refused before it is looked at', () => {
    const before = performance.now();
    for (const requestedBy of ['5'.repeat(150_000), ['4000'.repeat(100_000)]]) {
      const [problem] = refusalOf({ ...startLater(), requestedBy }).problems;
      expect(problem).toEqual({ field: '(message)', problem: 'must be at most 65536 bytes of JSON' });
    }
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  test('what is no object at all is refused too', () => {
    for (const input of [undefined, null, 7, 'text', []]) expect(refusalOf(input).problems).toHaveLength(1);
  });
});
