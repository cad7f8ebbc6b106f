import fc from 'fast-check';
import {
  describeCardNumber,
  findCardNumber,
  holdsCardNumber,
  holdsLongNumber,
  isLikeCardNumber,
} from '../../domain/card-number';
import { testCards } from '../../sandbox/state/test-cards';
import { inGroups, spelledCards, SURROUNDINGS } from './support/card-spellings';

/** A text far longer than any message, characters. */
const LONG = 300_000;
/** One search of it, milliseconds, on a busy machine. Anything but linear time takes minutes. */
const LONG_MS = 5_000;

const HEX = Array.from('0123456789abcdef');

const digitsOf = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const date = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2033-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const dateDigits = (moment: Date): string => moment.toISOString().slice(0, 10).replaceAll('-', '');
/** As the gateway gives them out (docs/gateway.md §0). */
const sequenceNumber = fc.tuple(date, digitsOf(9)).map(([day, rest]) => dateDigits(day).slice(2) + rest);
const datedOrderId = fc.tuple(date, digitsOf(8)).map(([day, rest]) => dateDigits(day) + rest);

describe('card numbers in a text', () => {
  it('every documented test card is found, in every spelling, wherever it stands', () => {
    const missed = [...spelledCards()].flatMap(({ spelled }) =>
      SURROUNDINGS.map((around) => around(spelled)).filter((text) => !holdsCardNumber(text)),
    );
    expect(missed).toEqual([]);
  });

  it('a card of any issuer is found in any grouping with any separators', () => {
    const issued = fc
      .tuple(fc.constantFrom('4', '51', '2221', '50', '6', '3528'), digitsOf(15))
      .map(([prefix, rest]) => withCheckDigit((prefix + rest).slice(0, 15)));
    const gap = fc.constantFrom('', '', ' ', '-', '–', '+', ', ', '\u200b', ' / ');
    fc.assert(
      fc.property(issued, fc.array(gap, { minLength: 15, maxLength: 15 }), (number, gaps) => {
        const spelled = Array.from(number)
          .map((digit, at) => digit + (gaps[at] ?? ''))
          .join('');
        expect(holdsCardNumber(`cartão ${spelled}`)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['6062–8200–0000–0001', 'en dashes, and a digit typed wrong'],
    ['4000 0000 0000 0045', 'printed groups, and a wrong check digit'],
    ['order 12 4000000000000044', 'beside another number'],
    ['4000 0000 0000 0044 5000 0000 0000 0001', 'two side by side'],
    ['lote 12, 40-00-00-00-00-00-00-44', 'after a number, with another separator'],
    ['lote 98765 4 0 0 0 0 0 0 0 0 0 0 0 0 0 4 4', 'after a number, in groups of another size'],
    ['4000000000000044=25121010000012300000', 'the track of a magnetic stripe'],
    ['cartao_4000000000000044_de_joao', 'inside a word'],
    ['numerodocartaodocliente4000000000000044', 'inside a long word'],
    ['pan-4000000000000044-exp-1228-joao', 'with its expiry date'],
    ['40000000000000441228', 'with its expiry date, without a gap'],
    ['cartao 4000000000000044122028123', 'with its expiry date and its code, without a gap'],
    ['3764000000000161228', 'a short one with its expiry date, as long as a long one'],
    ['00004000000000000044', 'behind zeros'],
    ['0004000000000000044', 'behind zeros, as long as a long one'],
    ['4️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣4️⃣4️⃣', 'key caps'],
  ])('%j is found: %s', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    ['A0001'],
    ['98253053045'],
    ['2026112300000001'],
    ['2026112600012345'],
    ['20261126000000012345'],
    ['00000000000000012345'],
    ['94000000000000044'],
    ['14000000000000000441228'],
    ['40000000000000441328'],
    ['40000000000000440012'],
    ['4000000000000045'],
    ['conferido no portal, NSU e-SiTef 260410138563214'],
    ['charged on 24/11/2026, 25/11/2026 and 26/11/2026'],
    ['cobrado em 30/01, 30/03, 30/05, 30/07 e 30/08'],
    ['ligar para (11) 98765-4321 ou +55 11 98765-4321'],
    ['CNPJ 36.345.600/0001-06, CPF 123.456.789-09'],
    ['pagou 4.990,00 + 4.990,00 + 50,00'],
    ['das 23:15:30 de 23/11/2026 até 09:15'],
    ['NF-e 3526 1112 3456 7890 1234 5500 1000 0001 2341 0000 0017'],
    ['boleto 34191.79001 01043.510047 91020.150008 5 89110000005000'],
    ['E60701190202611261530DY5Z4N8K2QP'],
    ['1795000000000 1795000000000000'],
  ])('none is seen in %j', (text) => {
    expect(findCardNumber(text)).toBeUndefined();
  });

  it('no sequence number of the gateway is taken for one, nor an order id that begins with a date', () => {
    fc.assert(
      fc.property(sequenceNumber, datedOrderId, (usn, orderId) => {
        expect(holdsCardNumber(`conferido no portal, NSU e-SiTef ${usn}`)).toBe(false);
        expect(holdsCardNumber(`pedido ${orderId}, NSU ${usn} 1225`)).toBe(false);
        expect(isLikeCardNumber(orderId)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('a number that is longer than a card with its expiry date and code is not searched for a shorter one', () => {
    const long = fc.tuple(fc.constantFrom('1', '4', '9'), fc.integer({ min: 29, max: 60 }).chain(digitsOf));
    fc.assert(
      fc.property(long, ([first, rest]) => !holdsCardNumber(`linha ${first}${rest}`)),
      { numRuns: 20_000 },
    );
  });

  it('UUIDs and hex tokens are long words, not numbers', () => {
    const hex = (length: number): fc.Arbitrary<string> =>
      fc.array(fc.constantFrom(...HEX), { minLength: length, maxLength: length }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.uuid(), hex(64), (uuid, token) => {
        expect(holdsLongNumber(`card-${uuid}`)).toBe(false);
        expect(holdsLongNumber(token)).toBe(false);
        expect(holdsCardNumber(`nit ${token}, run ${uuid}`)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('a number of the subscription may stand there, whatever it looks like', () => {
    const text = 'pedido 4012888888881881 conferido';
    expect(holdsCardNumber(text)).toBe(true);
    expect(holdsCardNumber(text, ['A0001', '4012888888881881'])).toBe(false);
    expect(holdsCardNumber(`${text}, cartão 4000000000000044`, ['4012888888881881'])).toBe(true);
    expect(holdsCardNumber('pedido PED4012888888881881', ['PED4012888888881881'])).toBe(false);
  });

  it('the place is told, in the text as it was written', () => {
    const place = (text: string): string | undefined => {
      const found = findCardNumber(text);
      return found && text.slice(found.position - 1, found.position - 1 + found.length);
    };
    expect(findCardNumber('o cartão é 4000 0000 0000 0044.')).toEqual({ position: 12, length: 19 });
    expect(place('ﬁm 💳 é\u200b ４０００-００００-００００-００４４ 12/28')).toBe(
      '４０００-００００-００００-００４４',
    );
    expect(place('val 12/28 𝟒000\u00ad0000\u00ad0000\u00ad0044')).toBe('𝟒000\u00ad0000\u00ad0000\u00ad0044');
  });

  it.each([
    '5',
    '1 ',
    '1-',
    '4000 ',
    '５',
    '5\u200b',
    'é',
    '23/01, 23/02, 23/03, 23/05 e ',
    '1.000,00 ',
    'f0',
    '-',
  ])('a long text of %j is searched in linear time', (piece) => {
    const text = piece.repeat(LONG / piece.length);
    const before = process.cpuUsage();
    expect(holdsCardNumber(text)).toBe(false);
    // Time of the processor: what else the machine does says nothing about the search.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(LONG_MS);
  });

  it('a card at the far end of a long text is found', () => {
    expect(findCardNumber(`${'12 - '.repeat(100_000)}; PAN 4000 0000 0000 0044`)).toEqual({
      position: 500_007,
      length: 19,
    });
  });
});

describe('a card number in words', () => {
  it('is told by its place, and never by its digits', () => {
    const words = describeCardNumber('paid with 4111 1111 1111 1111 today');
    expect(words).toBe('holds a card number (19 characters from position 11)');
    expect(describeCardNumber('4111111111111111')).toBe(
      'holds a card number (16 characters from position 1)',
    );
  });
});

describe('identifiers and references', () => {
  it.each(testCards.map(({ number }) => number))('%s as a whole is no identifier', (number) => {
    expect(isLikeCardNumber(number)).toBe(true);
    expect(isLikeCardNumber(inGroups(number, [4, 4, 4, 9], '-'))).toBe(true);
  });

  it('a reference holds no number as long as a card, even with a wrong check digit', () => {
    expect(holdsLongNumber('4000000000000044')).toBe(true);
    expect(holdsLongNumber('tok-5000000000000001')).toBe(true);
    expect(holdsLongNumber('card-0f8d1c2b-4a5e')).toBe(false);
  });

  it('a reference may hold such digits inside a longer word, or more or fewer of them', () => {
    for (const word of ['a4000000000000044', '4000000000000044b', '4'.repeat(12), '4'.repeat(20)])
      expect(holdsLongNumber(word)).toBe(false);
    expect([13, 19].map((length) => holdsLongNumber('4'.repeat(length)))).toEqual([true, true]);
  });
});

function withCheckDigit(digits: string): string {
  const weighed = Array.from(digits)
    .reverse()
    .map((digit, at) => (at % 2 === 0 ? Number(digit) * 2 : Number(digit)));
  const sum = weighed.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
