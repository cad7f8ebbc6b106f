import fc from 'fast-check';
import { checkRequest } from '../../carat/check-request';
import { CaratRequestError } from '../../carat/errors';
import {
  activateSchema,
  createTransactionSchema,
  idSchema,
  listSchema,
  paySchema,
} from '../../carat/request-schemas';
import type { ActivateRequest, CreateTransactionRequest, PayRequest } from '../../carat/requests';
import { toActivateBody, toCreateBody, toListQuery, toPayBody } from '../../carat/wire-requests';
import { CARD, NIT } from './support/samples';

const onWire = (body: object): unknown => JSON.parse(JSON.stringify(body));
const create = (request: CreateTransactionRequest) =>
  onWire(toCreateBody(checkRequest(createTransactionSchema, request, 'request')));
const pay = (request: PayRequest) => onWire(toPayBody(checkRequest(paySchema, request, 'request')));
const activate = (request: ActivateRequest) =>
  onWire(toActivateBody(checkRequest(activateSchema, request, 'request')));
const list = (startDate: string, endDate: string) =>
  toListQuery(checkRequest(listSchema, { startDate, endDate }, 'request'));

const fieldRefused = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(CaratRequestError);
    expect(error).toMatchObject({ code: 'CARAT_REQUEST_INVALID' });
    return (error as CaratRequestError).field;
  }
};

const schedule = { amountCents: 1, doPaymentNow: false, initialDate: '2025-08-03' };

describe('a creation on the wire', () => {
  it('of a simple payment is the documented body', () => {
    expect(
      create({
        orderId: '12042142155',
        merchantUsn: '12042142155',
        authorizerId: '2',
        payment: { amountCents: 1000, installments: 1, installmentType: '4' },
      }),
    ).toEqual({
      merchant_usn: '12042142155',
      order_id: '12042142155',
      installments: '1',
      installment_type: '4',
      authorizer_id: '2',
      amount: '1000',
    });
  });

  it('of a schedule without immediate payment is the documented body', () => {
    expect(
      create({
        orderId: '12055523043',
        merchantUsn: '12055523043',
        authorizerId: '2',
        schedule: {
          ...schedule,
          numberOfTimes: 3,
          intervalMonths: 1,
          softDescriptor: 'Assinatura',
          showTimesInvoice: false,
        },
        storeIdentification: '98253053045',
      }),
    ).toEqual({
      merchant_usn: '12055523043',
      order_id: '12055523043',
      authorizer_id: '2',
      schedule: {
        amount: '1',
        do_payment_now: 'false',
        initial_date: '03/08/2025',
        number_of_times: '3',
        interval: '1',
        soft_descriptor: 'Assinatura',
        show_times_invoice: 'false',
      },
      additional_data: { payer: { store_identification: '98253053045' } },
    });
  });

  it('of both with late confirmation has the payment on top and the switch beside the payer', () => {
    expect(
      create({
        orderId: 'PEDIDO1',
        payment: { amountCents: 9750, postponeConfirmation: true },
        schedule: { ...schedule, doPaymentNow: true },
        storeIdentification: 'CLIENTE1',
      }),
    ).toEqual({
      order_id: 'PEDIDO1',
      installments: '1',
      installment_type: '4',
      amount: '9750',
      schedule: { amount: '1', do_payment_now: 'true', initial_date: '03/08/2025' },
      additional_data: { postpone_confirmation: 'true', payer: { store_identification: 'CLIENTE1' } },
    });
  });

  it.each<[string, CreateTransactionRequest]>([
    ['payment', { orderId: 'A1' }],
    ['orderId', { orderId: '', payment: { amountCents: 1 } }],
    ['orderId', { orderId: 'a/b', payment: { amountCents: 1 } }],
    ['orderId', { orderId: 'A'.repeat(41), payment: { amountCents: 1 } }],
    ['merchantUsn', { orderId: 'A1', merchantUsn: '1234567890123', payment: { amountCents: 1 } }],
    ['authorizerId', { orderId: 'A1', authorizerId: 'visa', payment: { amountCents: 1 } }],
    ['payment.amountCents', { orderId: 'A1', payment: { amountCents: 0 } }],
    ['payment.amountCents', { orderId: 'A1', payment: { amountCents: 10.5 } }],
    ['payment.amountCents', { orderId: 'A1', payment: { amountCents: 1_000_000_000_000 } }],
    ['payment.installments', { orderId: 'A1', payment: { amountCents: 1, installments: 100 } }],
    ['storeIdentification', { orderId: 'A1', schedule }],
    [
      'schedule.doPaymentNow',
      { orderId: 'A1', schedule: { ...schedule, doPaymentNow: true }, storeIdentification: 'C1' },
    ],
    [
      'schedule.doPaymentNow',
      { orderId: 'A1', schedule, payment: { amountCents: 1 }, storeIdentification: 'C1' },
    ],
    [
      'schedule.initialDate',
      { orderId: 'A1', schedule: { ...schedule, initialDate: '03/08/2025' }, storeIdentification: 'C1' },
    ],
    [
      'schedule.initialDate',
      { orderId: 'A1', schedule: { ...schedule, initialDate: '2025-02-30' }, storeIdentification: 'C1' },
    ],
    [
      'schedule.softDescriptor',
      { orderId: 'A1', schedule: { ...schedule, softDescriptor: 'a\nb' }, storeIdentification: 'C1' },
    ],
  ])('is refused for %s: %j', (field, request) => {
    expect(fieldRefused(() => create(request))).toBe(field);
  });

  it('is refused for a field that nobody knows', () => {
    const request = { orderId: 'A1', payment: { amountCents: 1, amount: 2 } };
    expect(fieldRefused(() => create(request))).toBe('payment');
  });

  it('carries every value as a string', () => {
    const anyCents = fc.integer({ min: 1, max: 999_999_999_999 });
    fc.assert(
      fc.property(anyCents, anyCents, fc.integer({ min: 1, max: 99 }), (now, monthly, installments) => {
        const body = create({
          orderId: 'A1',
          payment: { amountCents: now, installments },
          schedule: { ...schedule, doPaymentNow: true, amountCents: monthly },
          storeIdentification: 'C1',
        });
        expect(body).toMatchObject({
          amount: String(now),
          installments: String(installments),
          schedule: { amount: String(monthly) },
        });
      }),
    );
  });
});

describe('a payment on the wire', () => {
  it('is the documented body', () => {
    expect(pay({ card: CARD })).toEqual({
      card: { number: '4000000000000044', expiry_date: '1230', security_code: '9317' },
    });
    expect(pay({ card: { token: 'hash' }, authorizerId: '1', amountCents: 500, installments: 2 })).toEqual({
      authorizer_id: '1',
      installments: '2',
      amount: '500',
      card: { token: 'hash' },
    });
  });

  it.each<[string, PayRequest['card']]>([
    ['card.number', { number: '4000 0000 0000 0044' }],
    ['card.number', { number: '40000000000' }],
    ['card.number', { number: CARD.number, token: 'hash' }],
    ['card.number', { securityCode: '9317' } as unknown as PayRequest['card']],
    ['card.expiryDate', { number: CARD.number, expiryDate: '1330' }],
    ['card.expiryDate', { number: CARD.number, expiryDate: '12/30' }],
    ['card.securityCode', { number: CARD.number, securityCode: '93' }],
    ['card.holder', { number: CARD.number, holder: 'N'.repeat(31) }],
    ['card.token', { token: 'a b' }],
  ])('is refused for %s: %j', (field, card) => {
    expect(fieldRefused(() => pay({ card }))).toBe(field);
  });

  it('takes every month of a century as MMYY, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{3,5}$/), (expiryDate) => {
        const isMonth =
          expiryDate.length === 4 &&
          Number(expiryDate.slice(0, 2)) >= 1 &&
          Number(expiryDate.slice(0, 2)) <= 12;
        const field = fieldRefused(() => pay({ card: { number: CARD.number, expiryDate } }));
        expect(field).toBe(isMonth ? 'accepted' : 'card.expiryDate');
      }),
    );
  });
});

describe('an activation on the wire', () => {
  it('is the documented body', () => {
    expect(activate({ card: { number: CARD.number, expiryDate: '1222' } })).toEqual({
      card: { number: CARD.number, expiry_date: '1222' },
    });
  });

  it('never carries a security code', () => {
    expect(fieldRefused(() => activate({ card: CARD }))).toBe('card');
  });
});

describe('a listing on the wire', () => {
  it('asks for the days in the gateway’s writing', () => {
    expect(new URLSearchParams(list('2025-03-01', '2025-03-02')).toString()).toBe(
      'start_date=01%2F03%2F2025&end_date=02%2F03%2F2025',
    );
  });

  it('is refused backwards, and beyond a month', () => {
    expect(fieldRefused(() => list('2025-03-02', '2025-03-01'))).toBe('endDate');
    expect(fieldRefused(() => list('2025-03-01', '2025-04-01'))).toBe('endDate');
    expect(fieldRefused(() => list('2025-03-01', '2025-03-31'))).toBe('accepted');
  });
});

describe('a NIT or SID', () => {
  it('is a part of a path and can be nothing more', () => {
    expect(fieldRefused(() => checkRequest(idSchema, NIT, 'nit'))).toBe('accepted');
    const unsafe = fc.string().filter((text) => !/^[A-Za-z0-9]{1,128}$/.test(text));
    fc.assert(
      fc.property(fc.oneof(unsafe, fc.constantFrom('', '../x', 'a?confirm=true', 'a/b', 'a\n')), (id) => {
        expect(fieldRefused(() => checkRequest(idSchema, id, 'nit'))).toBe('nit');
      }),
    );
  });
});

it('a request error names the field and the next step, and never the value', () => {
  const act = () => pay({ card: { number: '4000-0000-0000-0044', securityCode: '9317' } });
  expect(act).toThrow(
    'card.number: must be 12 to 19 digits. Nothing was sent; correct the field and call again.',
  );
});
