import { contentMarkOf } from '../../contract/content-mark';

const signed = { by: 'Ana', reason: 'asked by phone' };

describe('the mark of what a command asks for', () => {
  test('is the same for the same content, whoever asks, why, and in which order the fields stand', () => {
    const mark = contentMarkOf({ ...signed, charge: { nit: 'n' }, amountCents: 1_000 });
    expect(contentMarkOf({ amountCents: 1_000, charge: { nit: 'n' }, by: 'Bia', reason: 'r' })).toBe(mark);
    expect(contentMarkOf({ amountCents: 1_000, charge: { nit: 'n' }, card: undefined })).toBe(mark);
    const inVault = (reference: string): object => ({ card: { kind: 'vault', reference } });
    expect(contentMarkOf(inVault('a'))).toBe(contentMarkOf(inVault('b')));
  });

  test.each([
    [{ amountCents: 1_000 }, { amountCents: 2_000 }],
    [{ amountCents: 1_000 }, {}],
    [{ charge: { nit: 'a' } }, { charge: { nit: 'b' } }],
    [{ charge: { number: 1 } }, { charge: { number: 2 } }],
    [{ card: { kind: 'carat_token', token: 'a' } }, { card: { kind: 'carat_token', token: 'b' } }],
    [{ flags: ['cycle_missed'] }, { flags: ['cycle_missed', 'terms_differ'] }],
    [
      { decision: 'happened', about: 'a' },
      { decision: 'happened', about: 'b' },
    ],
    [{ when: 'now' }, { when: 'period_end' }],
  ])('tells %j from %j', (one, other) => {
    expect(contentMarkOf({ ...signed, ...one })).not.toBe(contentMarkOf({ ...signed, ...other }));
  });
});
