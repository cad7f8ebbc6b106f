import { readOrderList, readTransactionList } from '../../carat/answers';
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

describe('the answer about one order', () => {
  const paid = { status: 'CON', nit: NIT, order_id: 'A1' };
  const running = { status: 'ATV', sid: SID, order_id: 'A1', nits: [] };
  const read = (answer: Record<string, unknown>): unknown => readOrderList(envelopeOf(answer));
  const isWhole = (answer: Record<string, unknown>): unknown => {
    const reading = readOrderList(envelopeOf(answer));
    return 'value' in reading ? reading.value.isWhole : reading.problem;
  };

  it('has a payment, a schedule or both in each element', () => {
    const transactions = [{ payment: paid, schedule: running }, { schedule: running }, paid];
    const transaction = { status: 'CON', nit: NIT, orderId: 'A1' };
    const schedule = { status: 'ATV', sid: SID, orderId: 'A1', nits: [], nsus: [] };
    expect(read({ transactions })).toEqual({
      value: { transactions: [transaction, transaction], schedules: [schedule, schedule], isWhole: true },
    });
  });

  it('is not whole where an element could not be read: nothing follows from what is missing', () => {
    expect(isWhole({ transactions: [] })).toBe(true);
    expect(isWhole({ transactions: [paid] })).toBe(true);
    for (const element of [{ payment: { status: 'CON' } }, { schedule: { status: 'ATV' } }, null, 'x', {}])
      expect(isWhole({ transactions: [paid, element] })).toBe(false);
    // The schedule is readable, and the payment beside it is not.
    expect(isWhole({ transactions: [{ payment: { status: 'CON' }, schedule: running }] })).toBe(false);
    expect(isWhole({ transactions: [{ payment: null, schedule: running }] })).toBe(true);
  });

  it('is not whole where there are more pages', () => {
    for (const total_pages of ['0', '1', 1, undefined, ''])
      expect(isWhole({ transactions: [paid], total_pages })).toBe(true);
    for (const total_pages of ['2', 2, '10'])
      expect(isWhole({ transactions: [paid], total_pages })).toBe(false);
  });

  it('is empty where the gateway says so, and unreadable where it says something else', () => {
    const empty = { value: { transactions: [], schedules: [], isWhole: true } };
    for (const transactions of [[], null, '']) expect(read({ transactions })).toEqual(empty);
    expect(read({ transactions: 'x' })).toEqual({ problem: 'unreadable_answer' });
  });
});
