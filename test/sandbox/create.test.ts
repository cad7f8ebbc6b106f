import { paymentBody, payNowBody, scheduleBlock, scheduleBody } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.control.reset();
});
afterAll(async () => {
  await stage.sandbox.stop();
});

async function create(body: unknown) {
  return stage.store.post('/v1/transactions', body);
}

describe('creating a transaction', () => {
  it('yields a NIT of 64 characters for a payment, and moves no money', async () => {
    const reply = await create(paymentBody());

    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      code: '0',
      message: 'OK. Transaction successful.',
      payment: {
        status: 'NOV',
        nit: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        order_id: 'pedido1',
        merchant_usn: '12042142155',
        amount: '1000',
      },
    });
    await expect(stage.control.ledger()).resolves.toEqual([]);
  });

  it('yields a SID only for a schedule without immediate payment', async () => {
    const reply = await create(scheduleBody());

    expect(reply.status).toBe(201);
    expect(reply.body.payment).toBeUndefined();
    expect(reply.body.schedule).toEqual({
      status: 'NOV',
      sid: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      amount: '900',
      order_id: 'pedido1',
      merchant_usn: '12055523043',
    });
  });

  it('yields both for a schedule with immediate payment', async () => {
    const { body } = await create(payNowBody());

    expect(body.payment).toMatchObject({ status: 'NOV', amount: '1000' });
    expect(body.schedule).toMatchObject({ status: 'NOV', amount: '900' });
  });

  it('takes the minimal body that production accepts: monthly, open-ended, merchant_usn "0"', async () => {
    const reply = await create({
      order_id: 'pedido1',
      authorizer_id: '1',
      schedule: { amount: '100', do_payment_now: 'false', initial_date: '01/02/2026' },
      additional_data: { payer: { store_identification: 'pedido1' } },
    });

    expect(reply.body.schedule).toMatchObject({ status: 'NOV', merchant_usn: '0' });
    const [schedule] = await stage.control.schedules();
    expect(schedule).toMatchObject({ intervalMonths: 1 });
    expect(schedule).not.toHaveProperty('numberOfTimes');
  });

  it('takes two creations for one order: each yields ids of its own', async () => {
    const first = await create(paymentBody());
    const second = await create(paymentBody());

    expect(second.body.payment?.['nit']).not.toBe(first.body.payment?.['nit']);
  });
});

const withSchedule = (block: Record<string, unknown>) => scheduleBody(block);
const withData = (additional_data: unknown) => scheduleBody({}, { additional_data });

describe('a creation is refused with the documented code', () => {
  it.each<[string, unknown, string]>([
    ['an empty body', '', '2'],
    ['a body that is not JSON', '{"order_id"', '132'],
    ['a body that is not an object', '[]', '150'],
    ['an authorizer that does not exist', paymentBody({ authorizer_id: '999' }), '5'],
    ['an authorizer that is not a number', paymentBody({ authorizer_id: 'visa' }), '5'],
    ['more installments than the authorizer allows', paymentBody({ installments: '13' }), '109'],
    ['a schedule with more of them', withSchedule({ installments: '13' }), '109'],
    ['no installments', paymentBody({ installments: undefined }), '14'],
    ['no installments but an empty string', paymentBody({ installments: '' }), '14'],
    ['installments of three digits', paymentBody({ installments: '100' }), '15'],
    ['no installment_type', paymentBody({ installment_type: undefined }), '16'],
    ['an unknown installment_type', paymentBody({ installment_type: '1' }), '17'],
    ['no amount', paymentBody({ amount: undefined }), '32'],
    ['an amount of zero', paymentBody({ amount: '0' }), '33'],
    ['an amount in reais', paymentBody({ amount: '10,00' }), '33'],
    ['an amount of 13 digits', paymentBody({ amount: '1000000000000' }), '33'],
    ['a merchant_usn with letters', paymentBody({ merchant_usn: 'a1' }), '37'],
    ['no order_id', paymentBody({ order_id: undefined }), '38'],
    ['an order_id that is too long for the acquirer', paymentBody({ order_id: 'x'.repeat(21) }), '38'],
    ['an order_id with a dash', paymentBody({ order_id: 'pedido-1' }), '38'],
    ['additional_data that is no object', paymentBody({ additional_data: 'x' }), '62'],
    [
      'an unknown postpone_confirmation',
      paymentBody({ additional_data: { postpone_confirmation: 'maybe' } }),
      '62',
    ],
    ['a schedule without buyer id', withData({ payer: {} }), '78'],
    ['a schedule without payer', withData(undefined), '78'],
    ['a buyer id with blanks', withData({ payer: { store_identification: 'a b' } }), '83'],
    ['a schedule without amount', withSchedule({ amount: undefined }), '32'],
    ['an unknown show_times_invoice', withSchedule({ show_times_invoice: 'yes' }), '157'],
    ['a soft_descriptor that cannot be printed', withSchedule({ soft_descriptor: 'assinaturé' }), '25'],
    ['a start in the past', withSchedule({ initial_date: '04/01/2026' }), '150'],
    ['a date that does not exist', withSchedule({ initial_date: '31/02/2026' }), '150'],
    ['a date in another format', withSchedule({ initial_date: '2026-02-10' }), '150'],
    ['no executions at all', withSchedule({ number_of_times: '0' }), '150'],
    [
      'a pre-authorisation, which is not simulated',
      paymentBody({ transaction_type: 'preauthorization' }),
      '81',
    ],
    ['an unknown transaction_type', paymentBody({ transaction_type: 'gift' }), '103'],
    ['an immediate payment without amount', payNowBody({}, { amount: undefined }), '32'],
  ])('%s', async (_what, body, code) => {
    const reply = await create(body);

    expect([reply.status, reply.body.code]).toEqual([400, code]);
  });

  it('and leaves a transaction in status INV behind', async () => {
    await create(paymentBody({ amount: '0' }));

    const { body } = await stage.store.get('/v1/transactions?start_date=05/01/2026&end_date=05/01/2026');
    expect(body.transactions).toMatchObject([{ status: 'INV', order_id: 'pedido1', authorizer_code: '' }]);
  });

  it('names the authorizer that the store has not enabled', async () => {
    await stage.control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', authorizers: ['1'] });

    await expect(create(paymentBody())).resolves.toMatchObject({ status: 400, body: { code: '113' } });
  });
});

describe('where the documents leave creation open, a setting decides', () => {
  it('whether a schedule may start in the past or today', async () => {
    await stage.control.changeSettings({ initialDateInPastAllowed: true, initialDateTodayAllowed: false });

    expect((await create(scheduleBody({ initial_date: '04/01/2026' }))).status).toBe(201);
    expect((await create(scheduleBody({ initial_date: '05/01/2026' }))).status).toBe(400);
  });

  it('whether order_id may be left out', async () => {
    await stage.control.changeSettings({ orderIdRequired: false });

    expect((await create(paymentBody({ order_id: undefined }))).status).toBe(201);
  });

  it('whether JSON numbers and booleans are taken', async () => {
    const block = scheduleBlock({ amount: 900, do_payment_now: false, number_of_times: 3 });
    expect((await create(scheduleBody({}, { schedule: block }))).status).toBe(201);

    await stage.control.changeSettings({ requestScalars: 'strings' });
    await expect(create(paymentBody({ amount: 1000 }))).resolves.toMatchObject({
      status: 400,
      body: { code: '33' },
    });
  });

  it('what do_payment_now means when it is left out', async () => {
    await stage.control.changeSettings({ doPaymentNowDefault: 'true' });
    const { body } = await create(payNowBody({ do_payment_now: undefined }));

    expect(body.payment).toMatchObject({ status: 'NOV' });
  });

  it('where the terms of an immediate payment come from', async () => {
    await stage.control.changeSettings({ immediatePaymentFields: 'from_schedule' });
    const { body } = await create(
      payNowBody({}, { amount: undefined, installments: undefined, installment_type: undefined }),
    );

    expect(body.payment).toMatchObject({ amount: '900' });
  });

  it('whether a refusal carries an object', async () => {
    await stage.control.changeSettings({ creationFailureAnswer: 'with_object' });
    const reply = await create(paymentBody({ amount: '0' }));

    expect(reply.body).toMatchObject({ code: '33', payment: { status: 'INV' } });
  });
});

describe('a refused creation that is answered with an object', () => {
  beforeEach(() => stage.control.changeSettings({ creationFailureAnswer: 'with_object' }));

  it('of a schedule answers and records a schedule in status INV', async () => {
    const reply = await create(scheduleBody({ amount: '0' }));

    expect(reply.body).toMatchObject({ code: '33', schedule: { status: 'INV', order_id: 'pedido1' } });
    expect(reply.body.payment).toBeUndefined();
    await expect(stage.schedule(reply.body.schedule?.['sid'] ?? '')).resolves.toMatchObject({
      status: 'INV',
    });
    await expect(stage.control.transactions()).resolves.toEqual([]);
  });

  it('of a payment with schedule answers and records both', async () => {
    const reply = await create(payNowBody({ interval: 'x' }));
    const nit = reply.body.payment?.['nit'] ?? '';

    expect(reply.body).toMatchObject({ payment: { status: 'INV' }, schedule: { status: 'INV' } });
    const { body } = await stage.store.get(`/v1/transactions/${nit}`);
    expect(body).toMatchObject({ payment: { status: 'INV', nit }, schedule: { status: 'INV' } });
    await expect(stage.control.nextMoment()).resolves.toBeUndefined();
  });

  it('that cannot be read at all answers a payment', async () => {
    expect((await create('{')).body).toMatchObject({ code: '132', payment: { status: 'INV' } });
  });
});

describe('the time limit of a creation', () => {
  it('turns NIT and SID from NOV into EXP, after which neither can be used', async () => {
    const { nit, sid } = await stage.createPayNow();
    await stage.advanceMinutes(1439);
    await expect(stage.paymentStatus(nit)).resolves.toBe('NOV');

    await stage.advanceMinutes(1);

    await expect(stage.paymentStatus(nit)).resolves.toBe('EXP');
    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'EXP' });
    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await expect(stage.control.ledger()).resolves.toEqual([]);
  });

  it('is a setting', async () => {
    await stage.control.changeSettings({ creationTimeLimitMinutes: 10 });
    const sid = await stage.createSchedule();

    await stage.advanceMinutes(10);

    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
  });
});
