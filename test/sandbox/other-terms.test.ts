import { ControlClient } from '../../sandbox/control-client';
import type { FaultRule } from '../../sandbox/control';
import { card, payNowBody, paymentBody, scheduleBody } from './support/bodies';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

const otherTerms = (route: FaultRule['route'], terms: FaultRule['terms']) =>
  stage.control.addFault({ route, kind: 'other_terms', ...(terms && { terms }) });
const charged = async (): Promise<number[]> =>
  (await stage.control.ledger()).map(({ amountCents }) => amountCents);

describe('a gateway that keeps other terms than those it is given', () => {
  it('says so when it creates, and charges by them', async () => {
    await otherTerms('create', { amountCents: 499_000 });
    const { body } = await stage.store.post('/v1/transactions', scheduleBody({ amount: '4990' }));
    expect(body.schedule).toMatchObject({ amount: '499000' });
    const sid = body.schedule?.['sid'] ?? '';
    await stage.activate(sid);
    expect(await stage.schedule(sid)).toMatchObject({ amount: '499000' });
    await stage.advanceToNoonOf('2026-02-10');
    expect(await charged()).toEqual([499_000]);
  });

  it('keeps payment and schedule apart', async () => {
    await otherTerms('create', { paymentAmountCents: 100 });
    const { nit, sid } = await stage.createPayNow();
    await stage.pay(nit);
    expect(await charged()).toEqual([100]);
    expect(await stage.schedule(sid)).toMatchObject({ amount: '900' });
  });

  it('has another number of times, another rhythm and another first date', async () => {
    await otherTerms('create', { numberOfTimes: null, intervalMonths: 2, initialDate: '2026-03-15' });
    const sid = await stage.runningSchedule({ number_of_times: '1' });
    await stage.advanceToNoonOf('2026-07-16');
    expect(await stage.charges(sid)).toEqual([
      '2026-03-15 approved',
      '2026-05-15 approved',
      '2026-07-15 approved',
    ]);
    const told = await stage.schedule(sid);
    expect(told).toMatchObject({ status: 'ATV', initial_date: '15/03/2026' });
    expect(told).not.toHaveProperty('number_of_times');
  });

  it('keeps them from the activation on, and the answer shows it', async () => {
    await otherTerms('activate', { amountCents: 49_900, numberOfTimes: 1, initialDate: '2026-02-20' });
    const sid = await stage.createSchedule();
    expect((await stage.activate(sid)).body.schedule).toMatchObject({
      amount: '49900',
      number_of_times: '1',
      next_date: '20/02/2026',
    });
    await stage.advanceToNoonOf('2026-04-01');
    expect(await stage.charges(sid)).toEqual(['2026-02-20 approved']);
  });

  it('charges another amount than that of the payment', async () => {
    await otherTerms('pay', { paymentAmountCents: 100_000 });
    const nit = await stage.createPayment();
    expect((await stage.pay(nit)).body.payment).toMatchObject({ status: 'CON', amount: '100000' });
    expect(await charged()).toEqual([100_000]);
  });
});

describe('a query that tells other terms', () => {
  it('keeps none of them', async () => {
    const { nit, sid } = await stage.createPayNow(payNowBody({ number_of_times: '3' }));
    await stage.pay(nit);
    const terms = {
      amountCents: 499_000,
      paymentAmountCents: 1,
      numberOfTimes: null,
      initialDate: '2030-01-01',
    };
    await otherTerms('get_transaction', terms);
    await otherTerms('get_schedule', terms);
    for (const path of [`/v1/transactions/${nit}`, `/v1/schedules/${sid}`]) {
      const { body } = await stage.store.get(path);
      expect(body.schedule).toMatchObject({ amount: '499000', initial_date: '01/01/2030' });
      expect(body.schedule).not.toHaveProperty('number_of_times');
      expect(body.payment).toMatchObject({ amount: '1' });
    }
    expect(await stage.schedule(sid)).toMatchObject({ amount: '900', number_of_times: '3' });
    expect(await charged()).toEqual([1000]);
  });

  it('is a list of payments, too', async () => {
    await stage.createPayment();
    await otherTerms('list_transactions', { paymentAmountCents: 7 });
    const list = '/v1/transactions?start_date=05/01/2026&end_date=05/01/2026';
    expect((await stage.store.get(list)).body.transactions).toMatchObject([{ amount: '7' }]);
    expect((await stage.store.get(list)).body.transactions).toMatchObject([{ amount: '1000' }]);
  });
});

describe('other terms', () => {
  it('can be asked for over HTTP', async () => {
    const control = new ControlClient(stage.sandbox.controlUrl);
    await control.addFault({ route: 'pay', kind: 'other_terms', terms: { paymentAmountCents: 5 } });
    await stage.pay(await stage.createPayment());
    expect(await charged()).toEqual([5]);
  });

  it('are gone with the next attempt at the same payment', async () => {
    await otherTerms('pay', { paymentAmountCents: 2_200_000 });
    const nit = await stage.createPayment();
    expect(await stage.pay(nit)).toMatchObject({ body: { payment: { status: 'NEG' } } });
    expect(await stage.pay(nit)).toMatchObject({ body: { payment: { status: 'CON', amount: '1000' } } });
  });

  it('do nothing to a request that is refused', async () => {
    await otherTerms('create', { amountCents: 1 });
    const refused = await stage.store.post('/v1/transactions', paymentBody({ amount: 'x' }));
    expect(refused).toMatchObject({ status: 400, body: { code: '33' } });
    expect(await stage.store.post(`/v1/payments/${'a'.repeat(64)}`, { card })).toMatchObject({ status: 404 });
  });

  it.each<[string, FaultRule]>([
    ['that are not named', { route: 'create', kind: 'other_terms' }],
    ['of every route', { route: '*', kind: 'other_terms', terms: { amountCents: 1 } }],
    ['of a confirmation', { route: 'confirm', kind: 'other_terms', terms: { paymentAmountCents: 1 } }],
    [
      'that a payment has nothing to do with',
      { route: 'pay', kind: 'other_terms', terms: { intervalMonths: 2 } },
    ],
    ['of nothing', { route: 'create', kind: 'other_terms', terms: { amountCents: 0 } }],
    ['of no date', { route: 'create', kind: 'other_terms', terms: { initialDate: '2026-02-30' } }],
    ['of half a cycle', { route: 'create', kind: 'other_terms', terms: { intervalMonths: 0.5 } }],
    ['of no times', { route: 'create', kind: 'other_terms', terms: { numberOfTimes: 0 } }],
    ['beside another fault', { route: 'create', kind: 'error_500', terms: { amountCents: 1 } }],
  ])('%s are refused', async (_what, rule) => {
    await expect(stage.control.addFault(rule)).rejects.toMatchObject({ code: 'sandbox_invalid_fault' });
  });
});
