import { digitRuns } from '../../../domain/card-search/digit-runs';
import { takenByOthers, withoutIds } from '../../../domain/card-search/other-numbers';
import { plainText } from '../../../domain/card-search/plain-text';

/** Runs as they read: groups with the separator before each. */
const runs = (text: string): string[] =>
  digitRuns(text).map((run) => run.map(({ digits, separator }) => `${separator}${digits}`).join('|'));

describe('digits that stand together', () => {
  it('are groups with short separators between them', () => {
    expect(runs('4000 0000-0000 -- 0044')).toEqual(['4000| 0000|-0000| -- 0044']);
    expect(runs('a 12')).toEqual(['12']);
    expect(runs('none')).toEqual([]);
    expect(digitRuns('ab 12/34')[0]?.map(({ start }) => start)).toEqual([3, 6]);
  });

  it('end at a letter, and at a long gap', () => {
    expect(runs('12a34')).toEqual(['12', '34']);
    expect(runs('12 e 34')).toEqual(['12', '34']);
    expect(runs('12-----34')).toEqual(['12|-----34']);
    expect(runs('12------34')).toEqual(['12', '34']);
    expect(runs('------34')).toEqual(['34']);
  });

  it('are separated by a blank, whatever white space it is', () => {
    expect(runs('1\t2\n3\u00a04')).toEqual(['1| 2| 3| 4']);
    expect(runs('1,\n2')).toEqual(['1|, 2']);
  });
});

describe('a text that is written plainly', () => {
  const plain = (text: string): string => plainText(text).text;

  it('is the same where it is plain already', () => {
    expect(plainText('4000 0000\t~\n')).toEqual({ text: '4000 0000\t~\n' });
  });

  it('has digits 0 to 9, in whatever script they were', () => {
    for (const nine of ['９', '٩', '۹', '९', '๙', '⁹', '₉', '⑨', '𝟗', '𝟿']) expect(plain(nine)).toBe('9');
    for (const zero of ['０', '٠', '۰', '०', '๐', '⁰', '⓪', '𝟎']) expect(plain(zero)).toBe('0');
    expect(plain('⒋ é ﬁ ½')).toBe('4. é fi 1⁄2');
  });

  it('has nothing that nobody sees, and keeps white space', () => {
    for (const hidden of ['\u200b', '\u00ad', '\u0301', '\u0000', '\u001f', '\ufe0f', '\u{e0100}'])
      expect(plain(`4${hidden}0`)).toBe('40');
    expect(plain('é\n\t\u00a0x')).toBe('é\n\t x');
    expect(plain('e\u0301')).toBe('e');
    // What it is made of may be a blank and a mark.
    expect(plain('4´0')).toBe('4 0');
  });

  it('leads back to the text as it was written', () => {
    const { text, writtenAt } = plainText('💳⒋é');
    expect(text).toBe('💳4.é');
    expect(writtenAt).toEqual([0, 0, 2, 2, 3, 4]);
  });
});

describe('numbers with a form of their own', () => {
  /** The text with what is taken in brackets. */
  const taken = (text: string): string => {
    const isTaken = takenByOthers(text);
    return Array.from(text, (character, at) => (isTaken(at) ? '#' : character)).join('');
  };

  it('are dates, times, amounts and numbers of persons, from their first digit to their last', () => {
    for (const form of [
      ...['26/11/2026', '26.11.26', '2026-11-26', '26/11', '09:15', '23:15:30'],
      ...['4.990,00', '0,50', '36.345.600/0001-06', '123.456.789-09'],
    ])
      expect(taken(`x ${form} x`)).toBe(`x ${'#'.repeat(form.length)} x`);
  });

  it('stand by themselves: a part of a longer number is none', () => {
    for (const text of ['126/11/2026', '26/11/20261', '9.26/11/2026', '32/13', '24:60', '26/11.2026'])
      expect(taken(text)).toBe(text);
    expect(taken('26/11 e 27/11')).toBe('##### e #####');
  });

  it('are not in the words of an id: those are blotted out, letter for letter', () => {
    const uuid = '0f8d1c2b-4a5e-4000-8000-000000000044';
    expect(withoutIds(`a ${uuid}.`)).toBe(`a ${'x'.repeat(36)}.`);
    const token = 'a'.repeat(12) + '1'.repeat(12);
    expect(withoutIds(token)).toBe('x'.repeat(24));
    for (const kept of [token.slice(1), `z${token}`, '1'.repeat(24), uuid.slice(1), '4000000000000044'])
      expect(withoutIds(kept)).toBe(kept);
  });
});
