import fc from 'fast-check';
import { checkInput } from '../../client/start/check-input';
import { differingFields } from '../../client/start/differing-fields';
import { payNow, startLater } from './support/builders';

const inVault = (reference: string) => startLater({ card: { kind: 'vault', reference } });

describe('two starts of one order are compared', () => {
  test('the same content is the same, whatever order its fields stand in', () => {
    const start = payNow();
    const reversed = Object.fromEntries(Object.entries(start).reverse());
    expect(differingFields(checkInput(start), checkInput(reversed))).toEqual([]);
  });

  test('a default that is written out makes no difference', () => {
    const { schedule } = startLater();
    const explicit = startLater({
      schedule: { ...schedule, intervalMonths: 1 },
      requestedBy: 'billing system',
    });
    expect(differingFields(checkInput(startLater()), checkInput(explicit))).toEqual([]);
  });

  test('the same card put into the vault again is no other content', () => {
    expect(differingFields(checkInput(inVault('v-1')), checkInput(inVault('v-2')))).toEqual([]);
  });

  test('another card token is, and so is a card kept elsewhere', () => {
    const other = startLater({ card: { kind: 'carat_token', token: 'tok-2' } });
    expect(differingFields(checkInput(startLater()), checkInput(other))).toEqual(['card.token']);
    expect(differingFields(checkInput(startLater()), checkInput(inVault('v-1')))).toEqual([
      'card.kind',
      'card.token',
    ]);
  });

  test('fields are named in full, also those that only one has', () => {
    const { schedule } = startLater();
    const other = startLater({
      schedule: { amountCents: 5990, firstDate: schedule.firstDate },
      merchantUsn: '7',
    });
    expect(differingFields(checkInput(startLater()), checkInput(other))).toEqual([
      'merchantUsn',
      'schedule.amountCents',
      'schedule.numberOfTimes',
    ]);
    expect(differingFields(checkInput(startLater()), checkInput(payNow()))).toEqual(['entry', 'payment']);
  });

  test('the comparison does not depend on which came first', () => {
    const amounts = fc.integer({ min: 1, max: 3 });
    const starts = fc.record({ amountCents: amounts, numberOfTimes: amounts });
    const input = (changes: { amountCents: number; numberOfTimes: number }) =>
      checkInput(startLater({ schedule: { firstDate: '2026-12-10', ...changes } }));
    fc.assert(
      fc.property(starts, starts, (one, other) => {
        expect(differingFields(input(one), input(other))).toEqual(differingFields(input(other), input(one)));
      }),
    );
  });
});
