import { startInputOf } from '../../client/cli/start-input';
import { payNow, startLater } from './support/builders';

describe('the input of `carat start`', () => {
  test('flags alone make a whole one', () => {
    const input = startInputOf(undefined, {
      entry: 'start_later',
      merchant: 'loja-a',
      orderId: 'A0001',
      amountCents: '4990',
      firstDate: '2026-12-10',
      times: '12',
      authorizer: '2',
      storeIdentification: 'buyer1',
      cardToken: 'tok-1',
    });
    // Who asks is the contract's to say.
    expect({ requestedBy: 'billing system', ...(input as object) }).toEqual(startLater());
  });

  test('a file alone is taken as it is', () => {
    expect(startInputOf(payNow(), {})).toEqual(payNow());
  });

  test('flags win over the file, field by field', () => {
    const input = startInputOf(startLater(), { orderId: 'A0002', amountCents: '5990', vaultRef: 'v-1' });
    expect(input).toEqual(
      startLater({
        orderId: 'A0002',
        schedule: { ...startLater().schedule, amountCents: 5990 },
        card: { kind: 'vault', reference: 'v-1' },
      }),
    );
  });

  test('the file is not changed by flags', () => {
    const file = startLater();
    startInputOf(file, { amountCents: '1' });
    expect(file).toEqual(startLater());
  });

  test('the first payment is of the same amount unless another is given', () => {
    const flags = { entry: 'pay_now', amountCents: '4990' };
    expect(startInputOf(undefined, flags)).toMatchObject({ payment: { amountCents: 4990 } });
    expect(startInputOf(undefined, { ...flags, paymentAmountCents: '100', installments: '2' })).toMatchObject(
      {
        payment: { amountCents: 100, installments: 2 },
      },
    );
    expect(startInputOf(undefined, { ...flags, confirmWithinMinutes: '60' })).toMatchObject({
      lateConfirmation: { confirmWithinMinutes: 60 },
    });
  });

  test.each(['49.90', '49,90', '-1', '1e3', '', ' 5', '9'.repeat(20)])(
    'an amount that is no whole number of cents is none, for the check to name its range: %s',
    (amountCents) => {
      expect(startInputOf(undefined, { amountCents })).toEqual({ schedule: { amountCents: Number.NaN } });
    },
  );

  test('two cards, or a file that is no object, are refused', () => {
    expect(() => startInputOf(undefined, { cardToken: 'a', vaultRef: 'b' })).toThrow('exclude each other');
    expect(() => startInputOf([startLater()], {})).toThrow('must be one JSON object');
  });
});
