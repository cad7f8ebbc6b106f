import { digitRuns, digitsOf } from '../../../domain/card-search/digit-runs';
import { isCardNumber, isOfAnIssuer } from '../../../domain/card-search/issuers';
import { spellingsIn } from '../../../domain/card-search/spellings';

const CARD = '4000000000000044';
/** Every number that a text may hold, each once; `printed` where it is written as on a card. */
function read(text: string): string[] {
  const found = digitRuns(text).flatMap((run) =>
    [...spellingsIn(run)].map(({ groups, isPrinted }) => `${digitsOf(groups)}${isPrinted ? ' printed' : ''}`),
  );
  return [...new Set(found)].toSorted();
}

describe('a run of digits holds', () => {
  it('a number of 13 to 19 digits, and no part of a longer one', () => {
    for (const length of [13, 16, 19]) expect(read('4'.repeat(length))).toEqual(['4'.repeat(length)]);
    for (const length of [12, 20, 26]) expect(read('4'.repeat(length))).toEqual([]);
  });

  it('but the number that stands before an expiry date, or behind zeros', () => {
    for (const joined of ['1228', '122028', '1228123', '1228' + '1234', '0149'])
      expect(read(`${CARD}${joined}`)).toContain(CARD);
    for (const other of ['1328', '0028', '1218', '1258', '12', '123', '122812', '122812345'])
      expect(read(`${CARD}${other}`)).not.toContain(CARD);
    expect(read(`1${CARD}1228`)).not.toContain(CARD);
    for (const zeros of ['0', '0000', '0'.repeat(40)]) expect(read(`${zeros}${CARD}`)).toContain(CARD);
    expect(read(`0${'4'.repeat(13)}`)).toEqual([`0${'4'.repeat(13)}`, '4'.repeat(13)]);
    expect(read(`0000${'4'.repeat(12)}`)).toEqual([`0000${'4'.repeat(12)}`]);
    expect(read(`0000${'4'.repeat(20)}`)).toEqual([]);
  });

  it('what is written in groups as on a card', () => {
    expect(read('4000 0000 0000 0044')).toContain(`${CARD} printed`);
    expect(read('4000 0000 0000 0000 044')).toContain('4000000000000000044 printed');
    expect(read('4000 0000 0000 0')).toContain('4000000000000 printed');
    expect(read('3782 822463 10005')).toContain('378282246310005 printed');
    expect(read('3056 930902 5904')).toContain('30569309025904 printed');
    expect(read('40 00 00 00 00 00 00 44')).toEqual([CARD]);
    expect(read('4000 0000 0000 0000 0044')).not.toContain('40000000000000000044');
  });

  it('a card in groups among other numbers', () => {
    expect(read('12 3782 822463 10005 99')).toContain('378282246310005 printed');
    expect(read('1234 3056 930902 5904 1')).toContain('30569309025904 printed');
    expect(read('99/99, 40-00-00-00-00-00-00-44')).toContain(CARD);
    expect(read('12, 40-00-00-00-00-00-00-44')).toContain(CARD);
    expect(read('98765 4 0 0 0 0 0 0 0 0 0 0 0 0 0 4 4')).toContain(CARD);
  });

  it('two cards side by side, which no slip of the pen excuses', () => {
    const both = read('4000 0000 0000 0044 5100 0000 0000 0001');
    expect(both).toEqual([CARD, '5100000000000001']);
    expect(read('400 000 000 000 004 4000')).not.toContain('4000000000000044');
  });

  it('a card beside its expiry date and security code, on either side', () => {
    for (const beside of [
      '12/28',
      '12/2028',
      '1228',
      '122028',
      '12 28',
      '123',
      '1234',
      '12/28 123',
      '123 12/28',
    ]) {
      expect(read(`${CARD} ${beside}`)).toContain(CARD);
      expect(read(`${beside} ${CARD}`)).toContain(CARD);
      expect(read(`${beside} 40-00-00-00-00-00-00-44`)).toContain(CARD);
      expect(read(`40-00-00-00-00-00-00-44 ${beside}`)).toContain(CARD);
    }
    for (const alike of [
      ...['12-28-40-00-00-00-00-00-00-44', '40-00-00-00-00-00-00-44-12-28'],
      ...['123-12-28-400-000-000-000-004-4', '400-000-000-000-004-4-12-28-123'],
    ])
      expect(read(alike)).toContain(CARD);
    const both = read('123 12/28 40-00-0000-0000-00-44 12/28 123');
    expect(both).toContain(CARD);
    for (const other of ['99', '13 28', '12345', '12/28 12']) {
      expect(read(`${other} 40_00-0000_0000-00_44`)).not.toContain(CARD);
      expect(read(`40_00-0000_0000-00_44 ${other}`)).not.toContain(CARD);
    }
  });

  it('no sequence number of the gateway as a part of another', () => {
    expect(read('260410138563214')).toEqual(['260410138563214']);
    expect(read('260410138563214 12')).toEqual(['260410138563214']);
    expect(read('260410138563214 123')).toEqual(['260410138563214']);
    expect(read('261310138563214 123')).toContain('261310138563214123');
  });

  it('nothing in more groups than a card and what stands beside it can have', () => {
    const digit = Array.from({ length: 17 }, (_one, at) => String(at % 10));
    expect(read(digit.join(' ')).map((number) => number.length)).toContain(17);
    expect(read(Array.from({ length: 30 }, () => '1').join(' '))).toEqual([]);
  });
});

describe('digits of an issuer', () => {
  const lengths = (prefix: string): number[] =>
    [12, 13, 14, 15, 16, 17, 18, 19, 20].filter((length) => isOfAnIssuer(prefix.padEnd(length, '0')));

  it('have its beginning and its length', () => {
    expect(lengths('4')).toEqual([13, 16, 19]);
    for (const prefix of ['51', '55']) expect(lengths(prefix)).toEqual([16, 19]);
    for (const prefix of ['2221', '2229', '2230', '2300', '2699', '2700', '2719', '2720'])
      expect(lengths(prefix)).toEqual([16]);
    for (const prefix of ['50', '56', '59', '60', '65'])
      expect(lengths(prefix)).toEqual([13, 14, 15, 16, 17, 18, 19]);
    for (const prefix of ['34', '37']) expect(lengths(prefix)).toEqual([15]);
    for (const prefix of ['300', '305', '36', '38', '39'])
      expect(lengths(prefix)).toEqual([14, 16, 17, 18, 19]);
    for (const prefix of ['3528', '3529', '3530', '3589']) expect(lengths(prefix)).toEqual([16, 17, 18, 19]);
    for (const prefix of ['0', '1', '2220', '2721', '28', '306', '31', '33', '3527', '3590', '7', '9'])
      expect(lengths(prefix)).toEqual([]);
  });

  it('are a card number with the right check digit alone, or where the vendor documents it so', () => {
    const valid = [
      '4111111111111111',
      '5555555555554444',
      '378282246310005',
      '6011111111111117',
      '4999999999999996',
      CARD,
    ];
    for (const number of valid) {
      expect(isCardNumber(number)).toBe(true);
      const slipped = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
      expect(isCardNumber(slipped)).toBe(false);
    }
    expect(isCardNumber('5000000000000001')).toBe(true);
    // The check digit is right, and no issuer begins so.
    expect(isCardNumber('9999999999999995')).toBe(false);
  });
});
