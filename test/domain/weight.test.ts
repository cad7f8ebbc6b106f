import fc from 'fast-check';
import { bytesOf, weightOf } from '../../domain/weight';

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
