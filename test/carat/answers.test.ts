import fc from 'fast-check';
import { readPaymentAnswer, readScheduleAnswer } from '../../carat/answers';
import { envelopeOf } from './support/envelope';
import { NIT, SID } from './support/samples';

describe('a payment', () => {
  // docs/gateway.md §2, with the trailing blank of host_usn.
  const documented = {
    authorizer_code: '000',
    authorizer_message: 'Transacao OK',
    status: 'CON',
    nit: NIT,
    order_id: '13034649671',
    customer_receipt: '====CUPOM COMPRADOR====',
    merchant_receipt: '====CUPOM ESTABELECIMENTO====',
    authorizer_id: '2',
    acquirer_id: '229',
    acquirer_name: 'Bin',
    authorizer_date: '13/07/2017T15:52',
    authorization_number: '132030',
    merchant_usn: '12050620649',
    esitef_usn: '220714103502410',
    sitef_usn: '145778',
    host_usn: '999145778 ',
    amount: '10000',
    payment_type: 'C',
    some_new_field: { nobody: ['knows', 'it'] },
  };

  it('is read as documented, without receipts and unknown fields', () => {
    expect(readPaymentAnswer(envelopeOf({ payment: documented }), NIT)).toEqual({
      value: {
        payment: {
          status: 'CON',
          nit: NIT,
          orderId: '13034649671',
          merchantUsn: '12050620649',
          amountCents: 10000,
          authorizerCode: '000',
          authorizerMessage: 'Transacao OK',
          authorizerId: '2',
          acquirerId: '229',
          acquirerName: 'Bin',
          authorizerDate: '2017-07-13T18:52:00.000Z',
          authorizationNumber: '132030',
          esitefUsn: '220714103502410',
          hostUsn: '999145778',
          paymentType: 'C',
        },
      },
    });
  });

  it('needs no more than its status: the answer to a confirmation has nothing else', () => {
    expect(readPaymentAnswer(envelopeOf({ payment: { status: 'CON' } }), NIT)).toEqual({
      value: { payment: { status: 'CON', nit: NIT } },
    });
  });

  it('keeps a status that nobody has heard of', () => {
    expect(readPaymentAnswer(envelopeOf({ payment: { status: 'XYZ' } }), NIT)).toMatchObject({
      value: { payment: { status: 'XYZ' } },
    });
  });

  it('reads empty and null details as absent', () => {
    const payment = {
      status: 'NEG',
      authorizer_code: '',
      authorization_number: null,
      authorizer_date: '',
      amount: '',
    };
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toEqual({
      value: { payment: { status: 'NEG', nit: NIT } },
    });
  });

  it('is not spoiled by a detail that makes no sense', () => {
    const payment = { status: 'CON', amount: 'ten', authorizer_date: { day: 1 }, installments: [], tid: {} };
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toEqual({
      value: { payment: { status: 'CON', nit: NIT, amountUnreadable: true } },
    });
  });

  it('of another NIT is not taken for ours', () => {
    const payment = { status: 'CON', nit: 'b'.repeat(64) };
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toEqual({ problem: 'answer_for_other_id' });
  });

  it('with the NIT in capitals is ours', () => {
    const payment = { status: 'CON', nit: NIT.toUpperCase() };
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toHaveProperty('value');
  });

  it.each([[undefined], [null], [''], [{}]])('given as %j is absent', (payment) => {
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toEqual({ problem: 'absent' });
  });

  it.each([
    ['CON'],
    [[]],
    [{ status: '' }],
    [{ status: null }],
    [{ status: {} }],
    [{ nit: NIT }],
    [{ status: 'CON', nit: [NIT] }],
    [{ status: 'CON', nit: 'a b' }],
  ])('given as %j is unreadable', (payment) => {
    expect(readPaymentAnswer(envelopeOf({ payment }), NIT)).toEqual({ problem: 'unreadable_answer' });
  });

  it('is the same whether its values are strings or JSON numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (amount, installments) => {
          const asNumbers = { status: 'CON', amount, installments, merchant_usn: amount };
          const asStrings = {
            status: 'CON',
            amount: String(amount),
            installments: ` ${installments} `,
            merchant_usn: String(amount),
          };
          const read = readPaymentAnswer(envelopeOf({ payment: asStrings }), NIT);
          expect(read).toEqual(readPaymentAnswer(envelopeOf({ payment: asNumbers }), NIT));
          expect(read).toMatchObject({ value: { payment: { amountCents: amount, installments } } });
        },
      ),
    );
  });

  it('never has an amount that the gateway did not write as whole cents', () => {
    const wrong = fc.oneof(
      fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
      fc.integer({ max: -1 }),
      fc.string().filter((text) => !/^\s*\d*\s*$/.test(text)),
      fc.integer({ min: 1_000_000_000_000, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(wrong, (amount) => {
        expect(readPaymentAnswer(envelopeOf({ payment: { status: 'CON', amount } }), NIT)).toEqual({
          value: { payment: { status: 'CON', nit: NIT, amountUnreadable: true } },
        });
      }),
    );
  });

  it('is read or refused, whatever JSON stands in its place, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payment) => {
        const read = readPaymentAnswer(envelopeOf({ payment }), NIT);
        expect('value' in read || 'problem' in read).toBe(true);
      }),
    );
  });
});

describe('a schedule', () => {
  // docs/gateway.md §5.3, the inferred minimal body.
  const documented = {
    status: 'ATV',
    sid: SID,
    schedule_usn: '170713000000040',
    authorizer_id: '2',
    amount: '900',
    initial_date: '03/08/2017',
    next_date: '03/09/2017',
    number_of_times: '3',
    current_times: '1',
    soft_descriptor: 'Assinatura',
    show_times_invoice: 'false',
    nits: [NIT],
    nsus: ['1'],
  };

  it('is read as documented', () => {
    expect(readScheduleAnswer(envelopeOf({ schedule: documented }), SID)).toEqual({
      value: {
        schedule: {
          status: 'ATV',
          sid: SID,
          scheduleUsn: '170713000000040',
          amountCents: 900,
          initialDate: '2017-08-03',
          nextDate: '2017-09-03',
          numberOfTimes: 3,
          currentTimes: 1,
          softDescriptor: 'Assinatura',
          nits: [NIT],
          nsus: ['1'],
        },
      },
    });
  });

  it.each([
    [undefined, []],
    [null, []],
    ['', []],
    [NIT, [NIT]],
    [[NIT, null], [NIT]],
    [['', NIT], [NIT]],
    [
      [12345, NIT],
      ['12345', NIT],
    ],
  ])('with nits %j has the executions %j', (nits, expected) => {
    expect(readScheduleAnswer(envelopeOf({ schedule: { ...documented, nits } }), SID)).toMatchObject({
      value: { schedule: { nits: expected } },
    });
  });

  it.each([[{ 0: NIT }], ['a text'], [[NIT, 'a text']], [[NIT, { nit: NIT }]]])(
    'with nits %j is unreadable: an execution overlooked is a lost cycle',
    (nits) => {
      expect(readScheduleAnswer(envelopeOf({ schedule: { ...documented, nits } }), SID)).toEqual({
        problem: 'unreadable_answer',
      });
    },
  );

  it('beside a payment is left out when it does not name its SID', () => {
    const answer = envelopeOf({ payment: { status: 'CON', nit: NIT }, schedule: { amount: '900' } });
    expect(readPaymentAnswer(answer, NIT)).toEqual({ value: { payment: { status: 'CON', nit: NIT } } });
  });
});
