import fc from 'fast-check';
import { decodeText } from '../../carat/decode-text';
import { parseJson } from '../../carat/parse-json';

describe('the character set of an answer', () => {
  const bytes = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);

  it.each([
    'application/json;charset=ISO-8859-1',
    'application/json; charset="iso-8859-1"',
    'application/json; boundary=x; CHARSET = latin1',
    'text/html;charset=windows-1252',
  ])('is honoured: %s', (contentType) => {
    expect(decodeText(bytes('Autorização negada', 'latin1'), contentType)).toBe('Autorização negada');
  });

  it('windows-1252 has more than ISO-8859-1', () => {
    expect(decodeText(Buffer.from([0x80, 0x93, 0x41, 0x94]), 'text/plain;charset=windows-1252')).toBe('€“A”');
  });

  it.each<[string, unknown]>([
    ['is not named', 'application/json'],
    ['has no header', undefined],
    ['is UTF-8', 'application/json;charset=utf-8'],
    ['is one that nobody knows', 'application/json;charset=klingon'],
  ])('is UTF-8 when it %s', (_name, contentType) => {
    expect(decodeText(bytes('Autorização', 'utf8'), contentType)).toBe('Autorização');
  });

  it('UTF-8 keeps what windows-1252 would read otherwise', () => {
    expect(decodeText(bytes('a\u0085b', 'utf8'), 'application/json;charset=utf-8')).toBe('a\u0085b');
  });

  it('a mark of the byte order is no part of the text', () => {
    expect(decodeText(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), 'application/json')).toBe('{}');
  });
});

describe('JSON', () => {
  it('keeps every digit of a whole number, and leaves other numbers alone', () => {
    const text =
      '{"id":20261126000000012345,"list":[-1,{"n":0}],"amount":4990.00,"e":1e3,"flag":true,"none":null}';
    expect(parseJson(text)).toEqual({
      id: '20261126000000012345',
      list: ['-1', { n: '0' }],
      amount: 4990,
      e: 1000,
      flag: true,
      none: null,
    });
  });

  it('is otherwise what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const wholeAsText: unknown = JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
          typeof part === 'number' && /^-?\d+$/.test(JSON.stringify(part)) ? JSON.stringify(part) : part,
        );
        expect(parseJson(JSON.stringify(value, null, indent))).toEqual(wholeAsText);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['', '{"a":01}', '{"a":1 2}', '{"a":"12', '1.', 'tru3', '{"a":1,}', '"\n"'])(
    'is refused: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});
