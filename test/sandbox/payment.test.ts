import { card, payNowBody, mastercard, visa } from './support/bodies';
import { openStage, type Stage } from './support/stage';
import { waitFor } from './support/wait-for';

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

async function outcomes(): Promise<string[]> {
  return (await stage.control.ledger()).map(({ outcome, state }) => `${outcome}/${state}`);
}

describe('a payment', () => {
  it('is approved, confirmed, and in the ledger once', async () => {
    const nit = await stage.createPayment();
    const reply = await stage.pay(nit);

    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      code: '0',
      payment: {
        status: 'CON',
        nit,
        order_id: 'pedido1',
        authorizer_code: '000',
        authorizer_id: '2',
        acquirer_name: 'Bin',
        authorizer_date: '05/01/2026T12:00',
        amount: '1000',
        payment_type: 'C',
      },
    });
    expect(reply.body.payment?.['esitef_usn']).toMatch(/^260105\d{9}$/);
    expect(reply.body.payment?.['host_usn']).toMatch(/^\d+ $/);
    await expect(stage.control.ledger()).resolves.toEqual([
      {
        sequence: 1,
        at: '2026-01-05T15:00:00.000Z',
        merchantId: 'LOJAA',
        orderId: 'pedido1',
        nit,
        amountCents: 1000,
        kind: 'payment',
        outcome: 'approved',
        state: 'confirmed',
        authorizerCode: '000',
        reversed: false,
        repeated: false,
      },
    ]);
  });

  it('carries every value as a string', async () => {
    const reply = await stage.pay(await stage.createPayment());

    const values = Object.values(reply.body.payment ?? {});
    expect(values.every((value) => typeof value === 'string')).toBe(true);
  });

  it('is refused with code 102 when the NIT is finished, and the customer is charged once', async () => {
    const nit = await stage.createPayment();
    await stage.pay(nit);

    await expect(stage.pay(nit)).resolves.toMatchObject({
      status: 400,
      body: { code: '102', message: 'Transaction in progress or finalized' },
    });
    await expect(outcomes()).resolves.toEqual(['approved/confirmed']);
  });

  it('is refused with code 102 while another request for the NIT is at the authoriser', async () => {
    await stage.control.changeSettings({ authorizationDurationMs: 1_500, statusWhileProcessing: 'PEN' });
    const nit = await stage.createPayment();
    const first = stage.pay(nit);
    await waitFor(async () => (await stage.paymentStatus(nit)) === 'PEN');

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await expect(first).resolves.toMatchObject({ status: 200 });
    await expect(outcomes()).resolves.toEqual(['approved/confirmed']);
  });

  it('of 22000.00 is denied', async () => {
    const reply = await stage.pay(await stage.createPayment({ amount: '2200000' }));

    expect(reply).toMatchObject({ status: 400, body: { code: '255', payment: { status: 'NEG' } } });
  });

  it('can be made with the stored card of a documented test card', async () => {
    const cards = await stage.control.cards();
    const token = cards.find(({ brand }) => brand === 'visa')?.token ?? '';
    expect(token).toMatch(/^[0-9a-f]{64}$/);

    await expect(stage.pay(await stage.createPayment(), { token })).resolves.toMatchObject({ status: 200 });
  });

  it('takes amount, installments and authorizer of the call instead of those of the creation', async () => {
    const nit = await stage.createPayment({ authorizer_id: undefined });
    const reply = await stage.store.post(`/v1/payments/${nit}`, { card, authorizer_id: '1', amount: '1500' });

    expect(reply.body.payment).toMatchObject({ authorizer_id: '1', amount: '1500' });
    await expect(stage.control.ledger()).resolves.toMatchObject([{ amountCents: 1500 }]);
  });

  it('is routed by setting: a non-SiTef acquirer gives a tid and no sitef_usn', async () => {
    await stage.control.changeSettings({ acquirer: 'cielo_ecommerce' });
    const { body } = await stage.pay(await stage.createPayment());

    expect(body.payment).toMatchObject({ acquirer_id: '201', authorizer_code: '00' });
    expect(body.payment).toHaveProperty('tid');
    expect(body.payment).not.toHaveProperty('sitef_usn');
  });

  it('that asks for risk analysis fails with 102 where the store has none', async () => {
    const nit = await stage.createPayment({ anti_fraud: 'enabled_after_auth' });

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
    await expect(outcomes()).resolves.toEqual([]);
  });
});

describe('a payment request is refused, and the NIT stays usable', () => {
  it.each<[string, unknown, string]>([
    ['no card', {}, '10'],
    ['an empty card', { card: {} }, '10'],
    ['number and token together', { card: { ...card, token: 'abc' } }, '73'],
    ['a card number of 12 digits', { card: { ...card, number: '400000000000' } }, '11'],
    ['a card number with blanks', { card: { ...card, number: '4000 0000 0000 0044' } }, '11'],
    ['no expiry', { card: { number: mastercard } }, '8'],
    ['a thirteenth month', { card: { ...card, expiry_date: '1330' } }, '9'],
    ['an expiry with a slash', { card: { ...card, expiry_date: '12/30' } }, '9'],
    ['a security code of two digits', { card: { ...card, security_code: '12' } }, '13'],
    ['an unknown token', { card: { token: 'f'.repeat(64) } }, '134'],
    ['an unknown authorizer', { card, authorizer_id: '4' }, '5'],
    ['a bad amount', { card, amount: '-1' }, '33'],
    ['bad installments', { card, installments: 'x' }, '15'],
    ['a bad installment_type', { card, installment_type: '9' }, '17'],
  ])('%s', async (_what, body, code) => {
    const nit = await stage.createPayment();
    const reply = await stage.store.post(`/v1/payments/${nit}`, body);

    expect([reply.status, reply.body.code]).toEqual([400, code]);
    await expect(stage.paymentStatus(nit)).resolves.toBe('NOV');
    await expect(outcomes()).resolves.toEqual([]);
  });

  it('no authorizer, neither at creation nor now', async () => {
    const nit = await stage.createPayment({ authorizer_id: undefined });

    await expect(stage.pay(nit)).resolves.toMatchObject({ status: 400, body: { code: '4' } });
  });
});

describe('what the issuer does', () => {
  it('a denial comes with HTTP 400, the acquirer code, and no receipt', async () => {
    await stage.control.scriptCard(mastercard, { payment: { kind: 'deny', authorizerCode: '51' } });
    const reply = await stage.pay(await stage.createPayment());

    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ code: '255', payment: { status: 'NEG', authorizer_code: '51' } });
    expect(reply.body.payment).not.toHaveProperty('customer_receipt');
    expect(reply.body.payment).not.toHaveProperty('authorization_number');
    await expect(outcomes()).resolves.toEqual(['denied/none']);
  });

  it('a denied NIT can be paid again, which is the trap; a setting forbids it', async () => {
    await stage.control.scriptCard(mastercard, { payment: { kind: 'deny', authorizerCode: '51' } });
    const nit = await stage.createPayment();
    await stage.pay(nit);
    await stage.pay(nit, { ...card, number: visa });
    await expect(outcomes()).resolves.toEqual(['denied/none', 'approved/confirmed']);

    await stage.control.changeSettings({ deniedNitReusable: false });
    const other = await stage.createPayment({ order_id: 'pedido2' });
    await stage.pay(other);
    await expect(stage.pay(other)).resolves.toMatchObject({ status: 400, body: { code: '102' } });
  });

  it('a communication failure leaves ERR, which is final', async () => {
    await stage.control.scriptCard(mastercard, { payment: { kind: 'error' } });
    const nit = await stage.createPayment();

    await expect(stage.pay(nit)).resolves.toMatchObject({
      status: 400,
      body: { code: '131', message: 'Communication fail with SiTef', payment: { status: 'ERR' } },
    });
    await expect(stage.pay(nit)).resolves.toMatchObject({ body: { code: '102' } });
    await expect(outcomes()).resolves.toEqual(['error/none']);
  });

  it('a script for one order leaves the other orders of the card alone', async () => {
    await stage.control.scriptCard(mastercard, {
      orderId: 'pedido2',
      payment: { kind: 'deny', authorizerCode: '05' },
    });

    await expect(stage.pay(await stage.createPayment())).resolves.toMatchObject({ status: 200 });
    await expect(stage.pay(await stage.createPayment({ order_id: 'pedido2' }))).resolves.toMatchObject({
      status: 400,
    });
  });

  it('an expired card is denied with 54, a card that is no test card with 14', async () => {
    await stage.pay(await stage.createPayment(), { ...card, expiry_date: '1225' });
    await stage.pay(await stage.createPayment(), { ...card, number: '4000000000000002' });
    await stage.pay(await stage.createPayment(), { ...card, expiry_date: '0126' });

    const codes = (await stage.control.ledger()).map(({ authorizerCode }) => authorizerCode);
    expect(codes).toEqual(['54', '14', '000']);
  });
});

describe('a payment with schedule', () => {
  it('activates the schedule when it is confirmed; the first execution is still to come', async () => {
    const { nit, sid } = await stage.createPayNow();
    const reply = await stage.pay(nit);

    expect(reply.body.schedule).toMatchObject({
      status: 'ATV',
      sid,
      next_date: '10/02/2026',
      current_times: '0',
    });
    await expect(stage.control.ledger()).resolves.toMatchObject([
      { sid, kind: 'payment', amountCents: 1000 },
    ]);
  });

  it('answers both queries with both objects', async () => {
    const { nit, sid } = await stage.createPayNow();
    await stage.pay(nit);

    for (const path of [`/v1/transactions/${nit}`, `/v1/schedules/${sid}`]) {
      const { body } = await stage.store.get(path);
      expect(body.payment).toMatchObject({ status: 'CON', nit });
      expect(body.schedule).toMatchObject({ status: 'ATV', sid });
    }
  });

  it.each(['NOV', 'PEN', 'INV', 'DES', 'ERR'] as const)(
    'leaves the schedule %s after a denial, by setting',
    async (status) => {
      await stage.control.changeSettings({ scheduleStatusAfterDeniedPayment: status });
      await stage.control.scriptCard(mastercard, { payment: { kind: 'deny', authorizerCode: '51' } });
      const { nit, sid } = await stage.createPayNow();
      await stage.pay(nit);

      await expect(stage.schedule(sid)).resolves.toMatchObject({ status });
    },
  );

  it('never activates its schedule through POST /v1/schedules', async () => {
    const { sid } = await stage.createPayNow();

    await expect(stage.activate(sid)).resolves.toMatchObject({ status: 400, body: { code: '107' } });
  });

  it('may leave the schedule out of the answer, by setting', async () => {
    await stage.control.changeSettings({ payAnswerIncludesSchedule: false });
    const { nit } = await stage.createPayNow();

    expect((await stage.pay(nit)).body.schedule).toBeUndefined();
  });

  it('may count towards number_of_times, by setting', async () => {
    await stage.control.changeSettings({ immediatePaymentCounts: true });
    const { nit, sid } = await stage.createPayNow(payNowBody({ number_of_times: '2' }));
    await stage.pay(nit);
    await expect(stage.schedule(sid)).resolves.toMatchObject({ current_times: '1', nits: [nit] });

    await stage.advanceToNoonOf('2026-02-10');

    await expect(stage.schedule(sid)).resolves.toMatchObject({ status: 'FIN', current_times: '2' });
    expect((await stage.control.ledger()).map(({ kind, cycle }) => [kind, cycle])).toEqual([
      ['payment', 1],
      ['scheduled', 2],
    ]);
  });
});
