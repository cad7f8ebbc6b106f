import { card, mastercard, paymentBody, scheduleBody } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

describe('a text that was seen on the wire names no field', () => {
  it.each<[string, string, unknown]>([
    ['5', 'invalid authorizerId value', { card, authorizer_id: '4' }],
    ['11', 'invalid cardNumber value', { card: { ...card, number: '4000 0000 0000 0044' } }],
    ['134', 'Error on card query', { card: { token: 'f'.repeat(64) } }],
  ])('code %s: %s', async (code, message, body) => {
    const nit = await stage.createPayment();
    expect((await stage.store.post(`/v1/payments/${nit}`, body)).body).toEqual({ code, message });
  });

  it('one that was not seen does, for whoever reads it', async () => {
    const nit = await stage.createPayment();
    const { body } = await stage.store.post(`/v1/payments/${nit}`, { card: { number: mastercard } });
    expect(body).toEqual({ code: '8', message: 'cardExpiryDate is null: card.expiry_date' });
  });
});

describe('the endpoint of edits', () => {
  it('is not taken for the activation of a schedule, and meets no fault of it', async () => {
    await stage.control.addFault({ route: 'activate', kind: 'error_500' });
    const sid = await stage.createSchedule();
    expect(await stage.store.post('/v1/schedules/edits', { sid })).toMatchObject({ status: 400 });
    expect(await stage.store.get('/v1/schedules/edits')).toMatchObject({ status: 405 });
    expect(await stage.activate(sid)).toMatchObject({ status: 500 });
    expect(await stage.control.requests({ route: 'activate' })).toHaveLength(1);
  });
});

describe('a card of another brand than the authorizer', () => {
  const withBrandRule = (otherBrand: 'ignore' | 'exchange' | 'block') =>
    stage.control.registerMerchant({ id: 'LOJAA', key: 'sandbox-key-a', otherBrand });
  const tokenOf = async (brand: string): Promise<string> =>
    (await stage.control.cards()).find((known) => known.brand === brand)?.token ?? '';
  /** The answer to paying with a Mastercard where Visa was asked for. */
  const paidAsVisa = async () =>
    stage.pay(await stage.createPayment({ authorizer_id: '1' }), { token: await tokenOf('mastercard') });

  it('is charged as asked, by default', async () => {
    expect(await paidAsVisa()).toMatchObject({ status: 200, body: { payment: { authorizer_id: '1' } } });
  });

  it('is charged with its own, where the store has it exchanged', async () => {
    await withBrandRule('exchange');
    expect(await paidAsVisa()).toMatchObject({ status: 200, body: { payment: { authorizer_id: '2' } } });
  });

  it('is refused, where the store has it blocked', async () => {
    await withBrandRule('block');
    expect(await paidAsVisa()).toMatchObject({ status: 400, body: { code: '143' } });
    expect(await stage.control.ledger()).toEqual([]);
    const sid = await stage.createSchedule({}, { authorizer_id: '1' });
    expect(await stage.activate(sid, { token: await tokenOf('mastercard') })).toMatchObject({
      body: { code: '143' },
    });
  });

  it('is none when both are of one brand, or when nobody knows the card', async () => {
    await withBrandRule('block');
    const debit = await stage.createPayment({ authorizer_id: '286' });
    expect(await stage.pay(debit, { token: await tokenOf('mastercard') })).toMatchObject({ status: 200 });
    const unknown = await stage.createPayment({ authorizer_id: '1' });
    expect(await stage.pay(unknown, { ...card, number: '2111111111111111' })).toMatchObject({
      body: { code: '255', payment: { authorizer_code: '14' } },
    });
  });
});

describe('installments above the limit of the authorizer', () => {
  it('are refused at the payment, too', async () => {
    const nit = await stage.createPayment();
    const reply = await stage.store.post(`/v1/payments/${nit}`, { card, installments: '13' });
    expect(reply).toMatchObject({ status: 400, body: { code: '109' } });
    expect(await stage.paymentStatus(nit)).toBe('NOV');
  });

  it('are refused in an edit', async () => {
    const sid = await stage.runningSchedule();
    await expect(stage.control.editSchedule(sid, { installments: '13' })).rejects.toMatchObject({
      code: 'sandbox_invalid_option',
    });
  });

  it('are those of the setting', async () => {
    await stage.control.changeSettings({ maxInstallments: 24 });
    const bodies = [paymentBody({ installments: '24' }), scheduleBody({ installments: '24' })];
    for (const body of bodies)
      expect(await stage.store.post('/v1/transactions', body)).toMatchObject({ status: 201 });
    const tooMany = paymentBody({ installments: '25' });
    expect(await stage.store.post('/v1/transactions', tooMany)).toMatchObject({ body: { code: '109' } });
  });
});
