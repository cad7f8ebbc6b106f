import { payNowBody, scheduleBody } from './support/bodies';
import { Caller, storeB } from './support/caller';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.control.reset());
afterAll(() => stage.sandbox.stop());

const ask = (orderId: string, caller = stage.store) => caller.get(`/v2/transactions?order_id=${orderId}`);
const orderId = (payNowBody() as { order_id: string }).order_id;

describe('the query by order', () => {
  it('tells the payments of an order, each as an answer of its own, in pages', async () => {
    const { nit } = await stage.createPayNow();
    await stage.pay(nit);
    expect(await ask(orderId)).toMatchObject({
      status: 200,
      body: {
        ...{ code: '0', current_page: '1', total_pages: '1', count: '1' },
        transactions: [{ code: '0', payment: { nit, status: 'CON', order_id: orderId } }],
      },
    });
    for (let more = 0; more < 10; more += 1) await stage.createPayNow();
    const { body } = await ask(orderId);
    expect(body).toMatchObject({ total_pages: '2', count: '11' });
    expect(body.transactions).toHaveLength(10);
  });

  it('says of an order that is not known, or of another store, that it is not found; a setting makes it an empty list', async () => {
    await stage.createPayNow();
    expect(await ask('OTHER')).toMatchObject({ status: 404, body: { code: '82' } });
    expect(await ask(orderId, new Caller(stage.sandbox, storeB))).toMatchObject({ status: 404 });
    await stage.control.changeSettings({ orderNotFoundAnswer: 'empty_list' });
    expect(await ask('OTHER')).toMatchObject({ status: 200, body: { count: '0', transactions: [] } });
  });

  it('is refused where the store has it not', async () => {
    await stage.control.changeSettings({ orderQueryEnabled: false });
    expect(await ask(orderId)).toMatchObject({ status: 403, body: { code: '106' } });
  });

  it('shows no schedule that was never executed, unless a setting says so', async () => {
    const sid = await stage.runningSchedule();
    const ofSchedule = (scheduleBody() as { order_id: string }).order_id;
    expect(await ask(ofSchedule)).toMatchObject({ status: 404 });
    await stage.control.changeSettings({ orderQueryTells: 'schedules_too' });
    expect(await ask(ofSchedule)).toMatchObject({
      body: { transactions: [{ schedule: { sid, status: 'ATV' } }] },
    });
  });
});
