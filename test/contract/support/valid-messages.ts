import fc from 'fast-check';

const schedule = fc.record(
  {
    amountCents: fc.integer({ min: 1, max: 999_999_999_999 }),
    firstDate: fc.constantFrom('2026-12-10', '2028-02-29', '2999-12-31'),
    numberOfTimes: fc.integer({ min: 1, max: 600 }),
    intervalMonths: fc.integer({ min: 1, max: 24 }),
    softDescriptor: fc.constantFrom('LOJA A', 'loja*a-1'),
    showTimesOnInvoice: fc.boolean(),
  },
  { requiredKeys: ['amountCents', 'firstDate'] },
);

const card = fc.constantFrom(
  { kind: 'carat_token', token: 'tok-1' } as const,
  { kind: 'vault', reference: 'v.1_a' } as const,
);

const options = fc.record(
  {
    statusQueryEveryDays: fc.integer({ min: 1, max: 90 }),
    continueAsNewAfterEvents: fc.integer({ min: 50, max: 20_000 }),
  },
  { requiredKeys: [] },
);

const common = {
  merchant: fc.constantFrom('loja-a', '0'),
  orderId: fc.constantFrom('A0001', 'x'.repeat(20)),
  merchantUsn: fc.constantFrom('1', '123456789012'),
  authorizerId: fc.constantFrom('2', '286'),
  payer: fc.constant({ storeIdentification: 'buyer1' }),
  card,
  schedule,
  requestedBy: fc.constantFrom('billing system', 'João 👍'),
  options,
};

const needed = ['merchant', 'orderId', 'authorizerId', 'payer', 'card', 'schedule'] as const;

const payment = fc.record(
  { amountCents: fc.integer({ min: 1, max: 10_000 }), installments: fc.integer({ min: 1, max: 99 }) },
  { requiredKeys: ['amountCents'] },
);
const lateConfirmation = fc.record({ confirmWithinMinutes: fc.integer({ min: 1, max: 20_160 }) });

const soldBefore = fc.record(
  {
    amountCents: fc.integer({ min: 1, max: 999_999_999_999 }),
    firstDate: fc.constantFrom('2019-01-31', '2028-02-29'),
    nextDate: fc.constantFrom('2026-12-10', '2028-02-29'),
    numberOfTimes: fc.integer({ min: 1, max: 600 }),
    intervalMonths: fc.integer({ min: 1, max: 24 }),
  },
  { requiredKeys: ['amountCents', 'firstDate'] },
);

/** Starts with and without everything that may be left out. */
export const validStarts: fc.Arbitrary<object> = fc.oneof(
  fc.record(
    { entry: fc.constant('pay_now'), ...common, payment, lateConfirmation },
    { requiredKeys: ['entry', ...needed, 'payment'] },
  ),
  fc.record({ entry: fc.constant('start_later'), ...common }, { requiredKeys: ['entry', ...needed] }),
  fc.record(
    {
      entry: fc.constant('adopt'),
      merchant: common.merchant,
      orderId: common.orderId,
      sid: fc.constantFrom('a1'.repeat(32), 'F'.repeat(64)),
      gatewayOrderId: fc.constantFrom('contrato 77/B', 'x'.repeat(40)),
      schedule: soldBefore,
      ifTermsDiffer: fc.constantFrom('refuse', 'sold_holds', 'gateway_holds'),
      requestedBy: common.requestedBy,
      options,
    },
    { requiredKeys: ['entry', 'merchant', 'orderId', 'sid', 'schedule'] },
  ),
);
