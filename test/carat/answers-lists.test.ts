import { readTransactionList } from '../../carat/answers';
import { readEnvelope } from '../../carat/read-envelope';
import { envelopeOf } from './support/envelope';
import { NIT, SID } from './support/samples';

describe('a list of transactions', () => {
  it('is read flat, or with an inner payment', () => {
    const flat = { status: 'CON', nit: NIT, amount: '9750', payment_date: '02/03/2023T03:33' };
    const transactions = [flat, { code: '0', payment: { status: 'NEG', nit: SID } }];
    expect(readTransactionList(envelopeOf({ transactions }))).toEqual({
      value: {
        transactions: [
          { status: 'CON', nit: NIT, amountCents: 9750, paymentDate: '2023-03-02T06:33:00.000Z' },
          { status: 'NEG', nit: SID },
        ],
        unreadable: [],
      },
    });
  });

  it('is empty when the gateway says so', () => {
    const empty = { value: { transactions: [], unreadable: [] } };
    expect(readTransactionList(envelopeOf({ transactions: [] }))).toEqual(empty);
    expect(readTransactionList(envelopeOf({ transactions: null }))).toEqual(empty);
    expect(readTransactionList(envelopeOf({ transactions: '' }))).toEqual(empty);
  });

  it('names the orders of the elements that cannot be read, and keeps the others', () => {
    const good = { status: 'CON', nit: NIT };
    const noNit = { status: 'INV', order_id: 'A1' };
    const transactions = [
      good,
      noNit,
      { payment: noNit },
      { nit: NIT },
      { order_id: 7, nit: 'a b' },
      null,
      'text',
      true,
    ];
    expect(readTransactionList(envelopeOf({ transactions }))).toEqual({
      value: {
        transactions: [good],
        unreadable: [{ orderId: 'A1' }, { orderId: 'A1' }, {}, { orderId: '7' }, {}, {}, {}],
      },
    });
  });

  it.each([[undefined], [{}], ['a text']])('given as %j is unreadable', (transactions) => {
    expect(readTransactionList(envelopeOf({ transactions }))).toEqual({ problem: 'unreadable_answer' });
  });
});

describe('the envelope', () => {
  it.each([
    '',
    'OK',
    '[]',
    'null',
    '"0"',
    '{}',
    '{"code":""}',
    '{"code":null}',
    '{"code":"<html>"}',
    '{"code":"0"',
  ])('%s is unreadable', (text) => {
    expect(readEnvelope(text)).toBeUndefined();
  });

  it('has its code as a string or a number', () => {
    expect(readEnvelope('{"code":255,"message":"Pagamento negado"}')).toMatchObject({
      code: '255',
      message: 'Pagamento negado',
    });
  });
});
