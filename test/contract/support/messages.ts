import fc from 'fast-check';

/** Values that a field may be sent with: right ones, nearly right ones, and what nobody would think of. */
const TEXTS = [
  ...[
    '',
    ' ',
    '\u00a0',
    '\u200b',
    'a',
    'A0001',
    'loja-a',
    '-loja',
    'Loja',
    'joão',
    'João da Silva',
    'AÇAÍ DO JOÃO',
    'ação\u00ad',
  ],
  ...[
    'pay_now',
    'start_later',
    'adopt',
    'carat_token',
    'vault',
    'happened',
    'ask_again',
    'cycle_missed',
    'payment_reversed',
  ],
  ...[
    '2',
    '002',
    '1234',
    '٣',
    '1\n',
    'A1\n',
    '2026-12-10',
    '2026-02-30',
    '2028-02-29',
    '0000-01-01',
    '1999-12-31',
    '2026-12-10\n',
  ],
  ...[
    '2026-13-01',
    '2026-1-1',
    '４０００',
    '👍',
    '👍🏽 ok',
    '❤️',
    '\ud800',
    'a\tb',
    'a\r\nb',
    ' ends ',
    'e\u0301',
  ],
  ...[
    '4000000000000044',
    'card 4000 0000 0000 0044',
    '5000000000000001',
    '6062-8200-0000-0001',
    'tok-4000000000000044',
  ],
] as const;
const LENGTHS = [19, 20, 21, 22, 23, 32, 33, 99, 100, 101, 128, 129, 499, 500, 501, 5_000];
const longText = fc
  .tuple(fc.constantFrom('a', '5', ' ', 'é', '👍'), fc.constantFrom(...LENGTHS))
  .map(([character, length]) => character.repeat(length));
const NUMBERS = [
  0, -0, 1, 2, 12, 24, 25, 49, 50, 90, 99, 100, 600, 601, 4990, 20_000, 20_001, 999_999_999_999, 1e12, 0.5,
  1e300, -1,
];

const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 2, arbitrary: longText },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      false,
      NaN,
      Infinity,
      [],
      {},
      [null],
      [[]],
      ['cycle_missed'],
      ['cycle_missed', 'x'],
      { a: { b: { c: { d: 1 } } } },
    ),
  },
);

/** Names beside those of the message. */
const NAMES = [
  'note',
  '',
  '0',
  'a.b',
  'a/b',
  '__proto__',
  'constructor',
  '4000000000000044',
  'x'.repeat(200),
];

interface Change {
  path: readonly string[];
  value: unknown;
}

/** Changes one to three fields of a message, known and unknown ones, on any level. */
export function changedMessages(
  message: fc.Arbitrary<object>,
  fields: readonly string[],
): fc.Arbitrary<unknown> {
  const known = fc.constantFrom(...fields).map((field) => field.split('.'));
  const unknown = fc
    .tuple(known, fc.constantFrom(...NAMES))
    .map(([path, name]) => [...path.slice(0, -1), name]);
  const path = fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: unknown });
  const change = fc.record({ path, value });
  return fc
    .tuple(message, fc.array(change, { minLength: 0, maxLength: 3 }))
    .map(([whole, changes]) =>
      changes.reduce((changed, one) => withChange(changed, one), structuredClone(whole)),
    );
}

function withChange(message: object, { path, value: changed }: Change): object {
  let target = message as Record<string, unknown>;
  for (const step of path.slice(0, -1)) {
    const inner = target[step];
    if (typeof inner !== 'object' || inner === null) return message;
    target = inner as Record<string, unknown>;
  }
  // The items of a list are known under one name.
  const name = Array.isArray(target) ? '0' : (path.at(-1) ?? '');
  Object.defineProperty(target, name, {
    // A copy: the next change may lie inside of it.
    value: structuredClone(changed),
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return message;
}

/** What is no message at all. */
export const noMessages: fc.Arbitrary<unknown> = value;
