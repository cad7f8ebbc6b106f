import fc from 'fast-check';
import { bytesOf, newestWithin, weightOf } from '../../domain/weight';

/** What a record is made of: JSON, and members that are left out. */
const parts = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, undefined, '', 'São Paulo', '€\n"', '👍'),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

it('the weight of what is never changed is its bytes as JSON, asked once or twice', () => {
  fc.assert(
    fc.property(parts, (value) => {
      const bytes = value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
      expect([bytesOf(value), weightOf(value), weightOf(value)]).toEqual([bytes, bytes, bytes]);
    }),
    { numRuns: 500 },
  );
});

it('what shares its parts with another is weighed with what is its own', () => {
  const before = { cycles: [{ number: 1 }, { number: 2 }], audit: ['a'] };
  weightOf(before);
  const after = { ...before, cycles: [...before.cycles, { number: 3 }], note: 'é' };
  expect(weightOf(after)).toBe(Buffer.byteLength(JSON.stringify(after)));
});

describe('the newest that fit', () => {
  const all = ['aaaa', 'bbbb', 'cccc'];

  it('are as many as are wanted, oldest first', () => {
    expect(newestWithin(all, { count: 2, bytes: 1_000 })).toEqual(['bbbb', 'cccc']);
    expect(newestWithin(all, { count: 9, bytes: 1_000 })).toEqual(all);
    expect(newestWithin(all, { count: 0, bytes: 1_000 })).toEqual([]);
  });

  it('are as heavy as they may be: six bytes each as JSON, and a comma', () => {
    expect(newestWithin(all, { count: 9, bytes: 14 })).toEqual(['bbbb', 'cccc']);
    expect(newestWithin(all, { count: 9, bytes: 13 })).toEqual(['cccc']);
    expect(newestWithin(all, { count: 9, bytes: 6 })).toEqual([]);
  });
});
