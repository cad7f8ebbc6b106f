import { MockActivityEnvironment } from '@temporalio/testing';
import { createGatewayActivities } from '../../activities/create-gateway-activities';
import type { CreateRequest } from '../../activities/gateway-activities';
import { InMemoryCardVault } from '../../vault/in-memory-card-vault';
import { openReceivingStore, paidPayment, type ReceivingStore } from '../carat/support/receiving-store';

let store: ReceivingStore;

beforeAll(async () => {
  store = await openReceivingStore();
});
beforeEach(() => store.again());
afterAll(() => store.close());

const activities = (rules: { asksForOrders?: boolean } = {}) =>
  createGatewayActivities(store.client, new InMemoryCardVault(), rules);
const run = (act: () => Promise<unknown>): Promise<unknown> => new MockActivityEnvironment().run(act);
const find = (orderId: string): Promise<unknown> => run(() => activities().findOrder({ orderId }));

const request: CreateRequest = {
  ...{ entry: 'start_later', merchant: 'loja-a', orderId: 'NEW1', authorizerId: '2' },
  payer: { storeIdentification: 'buyer1' },
  schedule: { amountCents: 100, firstDate: '2025-04-10', intervalMonths: 1 },
};

describe('the question for an order', () => {
  it('is answered with its payments, and for one that nobody knows with a refusal that says so', async () => {
    const { nit } = await paidPayment(store.client);
    const orderId = String((await store.sandbox.control.ledger())[0]?.orderId);
    expect(await find(orderId)).toMatchObject({
      kind: 'done',
      facts: { payments: [{ nit, status: 'CON' }], schedules: [] },
    });
    expect(await find('NOBODYS')).toMatchObject({ kind: 'refused', noSuchTransaction: true });
    await store.sandbox.control.changeSettings({ orderNotFoundAnswer: 'empty_list' });
    expect(await find('NOBODYS')).toMatchObject({ kind: 'done', facts: { payments: [], schedules: [] } });
  });

  it('is silence where there are more pages and the first shows nothing: what is missing proves nothing', async () => {
    for (let more = 0; more < 11; more += 1)
      await store.client.createTransaction({
        orderId: 'MANY1',
        authorizerId: '1',
        payment: { amountCents: 100 },
      });
    await expect(find('MANY1')).rejects.toMatchObject({ type: 'gateway_unreadable_answer' });
  });

  it('comes before a create where the merchant wants it: nothing is sent without it', async () => {
    const create = (given: CreateRequest): Promise<unknown> =>
      run(() => activities({ asksForOrders: true }).createTransaction(given));
    expect(await create(request)).toEqual({ kind: 'not_sent', reason: 'order_not_asked' });
    expect(await store.sandbox.control.requests({ route: 'create' })).toEqual([]);
    expect(await create({ ...request, orderAskedIn: 'the run before its reset' })).toMatchObject({
      reason: 'order_not_asked',
    });
    expect(await store.sandbox.control.requests({ route: 'create' })).toEqual([]);
    const { runId: orderAskedIn = '' } = new MockActivityEnvironment().context.info.workflowExecution ?? {};
    expect(await create({ ...request, orderAskedIn })).toMatchObject({ kind: 'done' });
  });
});
