import {
  describeCardNumber,
  findCardNumber,
  holdsCardNumber,
  holdsLongNumber,
  isLikeCardNumber,
} from '../../../domain/card-number';

const CARD = '4000000000000044';

describe('a card number in a text', () => {
  it('is found where it stands, in the text as it was written', () => {
    expect(findCardNumber(`PAN ${CARD}.`)).toEqual({ position: 5, length: 16 });
    expect(findCardNumber('é 4000 0000 0000 0044')).toEqual({ position: 3, length: 19 });
    expect(findCardNumber('💳 ４０００-0000-0000-0044')).toEqual({ position: 4, length: 19 });
    expect(findCardNumber(`PAN 0000${CARD}`)).toEqual({ position: 9, length: 16 });
    expect(findCardNumber(`PAN ${CARD}1228123`)).toEqual({ position: 5, length: 16 });
    expect(findCardNumber('no number')).toBeUndefined();
    expect(findCardNumber(`1234; and then ${CARD}`)).toEqual({ position: 16, length: 16 });
  });

  it('is one with a slip of the pen only where it is printed as on a card', () => {
    expect(holdsCardNumber('4000 0000 0000 0045')).toBe(true);
    expect(holdsCardNumber('4000000000000045')).toBe(false);
    expect(holdsCardNumber('9000 0000 0000 0045')).toBe(false);
  });

  it('is no list of dates or amounts, but a date beside it hides none', () => {
    expect(holdsCardNumber('30/01, 30/03, 30/05, 30/07')).toBe(false);
    expect(holdsCardNumber('40/00, 00/00, 00/00, 00/44')).toBe(true);
    expect(holdsCardNumber(`26/11/2026 ${CARD}`)).toBe(true);
    // A part of it reads as a time.
    expect(holdsCardNumber('4000 0000 0000 00:44')).toBe(true);
  });

  it('is none where it is a number of the subscription', () => {
    expect(holdsCardNumber(`pedido ${CARD}`, [`PED-${CARD}`])).toBe(false);
    expect(holdsCardNumber(`pedido ${CARD}`, ['A0001'])).toBe(true);
    expect(holdsCardNumber(`4000 0000 0000 0044`, [CARD])).toBe(false);
  });

  it('is told by its place', () => {
    expect(describeCardNumber(`a ${CARD}`)).toBe('holds a card number (16 characters from position 3)');
    expect(describeCardNumber('nothing')).toBe('holds a card number');
  });
});

describe('an identifier', () => {
  it('reads as a card number as a whole, with blanks, dots or dashes in it', () => {
    for (const id of [CARD, '4000-0000-0000-0044', '4000 0000.0000-0044'])
      expect(isLikeCardNumber(id)).toBe(true);
    for (const id of [`A${CARD}`, '4000_0000_0000_0044', '2026112300000001'])
      expect(isLikeCardNumber(id)).toBe(false);
  });

  it('holds a number as long as a card where that stands by itself', () => {
    for (const long of ['4'.repeat(13), '4'.repeat(19), `tok-${CARD}`, `${CARD}.`, `_${CARD}`])
      expect(holdsLongNumber(long)).toBe(true);
    for (const other of ['4'.repeat(12), '4'.repeat(20), `a${CARD}`, `${CARD}Z`, `Z${CARD}`, 'x'])
      expect(holdsLongNumber(other)).toBe(false);
  });
});
