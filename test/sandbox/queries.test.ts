import { get } from 'node:https';
import { paymentBody } from './support/bodies';
import { Caller, storeB } from './support/caller';
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

const unknownId = '0'.repeat(63) + 'f';

describe('asking for a transaction', () => {
  it('works for 15 days after its creation, then the NIT is dead', async () => {
    const nit = await stage.createPayment();
    await stage.pay(nit);
    await stage.advanceToNoonOf('2026-01-20');
    await expect(stage.paymentStatus(nit)).resolves.toBe('CON');

    await stage.advanceMinutes(1);

    await expect(stage.store.get(`/v1/transactions/${nit}`)).resolves.toMatchObject({
      status: 404,
      body: { code: '82' },
    });
    await stage.control.changeSettings({ agedNitCode: '3' });
    await expect(stage.store.get(`/v1/transactions/${nit}`)).resolves.toMatchObject({ body: { code: '3' } });
  });

  it('has no such limit for a schedule', async () => {
    const { nit, sid } = await stage.createPayNow();
    await stage.pay(nit);
    await stage.advanceToNoonOf('2026-12-01');

    const { body } = await stage.store.get(`/v1/schedules/${sid}`);
    expect(body).toMatchObject({ payment: { nit, status: 'CON' }, schedule: { status: 'FIN' } });
  });

  it('answers 404 for what does not exist, is no NIT, or belongs to another store', async () => {
    const nit = await stage.createPayment();
    const sid = await stage.createSchedule();
    const other = new Caller(stage.sandbox, storeB);

    await expect(stage.store.get(`/v1/transactions/${unknownId}`)).resolves.toMatchObject({
      status: 404,
      body: { code: '82' },
    });
    await expect(stage.store.get('/v1/transactions/short')).resolves.toMatchObject({
      status: 404,
      body: { code: '3' },
    });
    for (const path of [`/v1/transactions/${nit}`, `/v1/schedules/${sid}`]) {
      await expect(other.get(path)).resolves.toMatchObject({ status: 404, body: { code: '82' } });
    }
    await expect(other.post(`/v1/payments/${nit}`, {})).resolves.toMatchObject({ status: 404 });
    await expect(other.put(`/v1/payments/${nit}?confirm=true`)).resolves.toMatchObject({ status: 404 });
  });

  it('does not find a schedule by its SID among the transactions', async () => {
    const sid = await stage.createSchedule();

    await expect(stage.store.get(`/v1/transactions/${sid}`)).resolves.toMatchObject({ status: 404 });
  });

  it('shows a new transaction without authoriser fields', async () => {
    const nit = await stage.createPayment();
    const { body } = await stage.store.get(`/v1/transactions/${nit}`);

    expect(body.payment).toEqual({
      status: 'NOV',
      nit,
      order_id: 'pedido1',
      merchant_usn: '12042142155',
      amount: '1000',
      authorizer_id: '2',
    });
  });
});

describe('listing transactions by date', () => {
  it('gives flat elements of the store’s own transactions created on those São Paulo days', async () => {
    const paid = await stage.createPayment();
    await stage.pay(paid);
    await new Caller(stage.sandbox, storeB).post('/v1/transactions', paymentBody());
    const denied = await stage.createPayment({ amount: '2200000', merchant_usn: undefined });
    await stage.pay(denied);
    await stage.advanceToNoonOf('2026-01-06');
    await stage.createPayment();

    const { status, body } = await stage.store.get(
      '/v1/transactions?start_date=05/01/2026&end_date=05/01/2026',
    );

    expect(status).toBe(200);
    expect(body.transactions).toHaveLength(2);
    const [approval, denial] = body.transactions ?? [];
    expect(approval).toMatchObject({
      nit: paid,
      status: 'CON',
      type: 'P',
      installments: '1',
      creation_date: '05/01/2026T12:00',
      payment_date: '05/01/2026T12:00',
    });
    expect(denial).toMatchObject({
      nit: denied,
      status: 'NEG',
      merchant_usn: '0',
      authorizer_message: 'Autorizacao negada',
    });
    expect(denial).not.toHaveProperty('customer_receipt');
    expect(denial).not.toHaveProperty('authorization_number');
  });

  it('reads a payment at the authoriser as the query for its NIT does', async () => {
    await stage.control.changeSettings({ authorizationDurationMs: 500, statusWhileProcessing: 'PEN' });
    const nit = await stage.createPayment();
    const answer = stage.pay(nit);
    await waitFor(async () => (await stage.paymentStatus(nit)) === 'PEN');
    const { body } = await stage.store.get('/v1/transactions?start_date=05/01/2026&end_date=05/01/2026');

    expect(body.transactions).toMatchObject([{ nit, status: 'PEN' }]);
    await answer;
  });

  it('shows executions of the daily job and expired creations', async () => {
    await stage.runningSchedule({ initial_date: '06/01/2026' });
    await stage.createPayment();
    await stage.advanceToNoonOf('2026-01-07');
    const { body } = await stage.store.get('/v1/transactions?start_date=05/01/2026&end_date=07/01/2026');

    expect(body.transactions).toMatchObject([
      { status: 'EXP', authorizer_code: '', authorizer_message: '' },
      { status: 'CON', order_id: 'pedido1' },
    ]);
  });

  it.each([
    '',
    'start_date=05/01/2026',
    'start_date=2026-01-05&end_date=2026-01-05',
    'start_date=06/01/2026&end_date=05/01/2026',
  ])('is refused for the dates "%s"', async (query) => {
    await expect(stage.store.get(`/v1/transactions?${query}`)).resolves.toMatchObject({
      status: 400,
      body: { code: '150' },
    });
  });
});

describe('the door', () => {
  it.each<[string, Record<string, string>, number, string]>([
    ['no headers', {}, 401, '30'],
    ['no key', { merchant_id: 'LOJAA' }, 401, '26'],
    ['a wrong key', { merchant_id: 'LOJAA', merchant_key: 'sandbox-key-b' }, 401, '146'],
    ['an unknown store', { merchant_id: 'LOJAZ', merchant_key: 'sandbox-key-a' }, 401, '146'],
  ])('turns away %s', async (_what, headers, status, code) => {
    const stranger = new Caller(stage.sandbox, headers);

    await expect(stranger.post('/v1/transactions', paymentBody())).resolves.toMatchObject({
      status,
      body: { code },
    });
  });

  it('turns away a store that is not active', async () => {
    await stage.control.registerMerchant({ id: 'LOJAC', key: 'k', active: false });
    const store = new Caller(stage.sandbox, { merchant_id: 'LOJAC', merchant_key: 'k' });

    await expect(store.get(`/v1/transactions/${unknownId}`)).resolves.toMatchObject({
      status: 403,
      body: { code: '110' },
    });
  });

  it('answers 404 for a wrong endpoint and 405 for a wrong method', async () => {
    await expect(stage.store.get('/v1/nothing')).resolves.toMatchObject({ status: 404 });
    await expect(stage.store.send('DELETE', `/v1/transactions/${unknownId}`)).resolves.toMatchObject({
      status: 405,
    });
  });

  it('answers 404 for an address that cannot be read', async () => {
    const { hostname, port } = new URL(stage.sandbox.baseUrl);
    const status = await new Promise((resolve, reject) => {
      get({ hostname, port, path: '//', ca: stage.sandbox.caPem, agent: false }, (response) => {
        resolve(response.resume().statusCode);
      }).on('error', reject);
    });

    expect(status).toBe(404);
  });

  it('does not read bodies without end', async () => {
    const body = 'x'.repeat(100_000);

    await expect(stage.store.post('/v1/transactions', body)).resolves.toMatchObject({ status: 413 });
  });
});
